import type { Page } from './page.ts';

/** Where an agency is run and looked back on. */
export const pagesOfAgency: readonly Page[] = [
  {
    path: '/admin/staff',
    rail: { group: 'agency', label: 'Staff', needs: 'staff:manage' },
    load: async () => ({ default: (await import('#web/features/admin/staff-page.tsx')).StaffPage }),
  },
  {
    path: '/admin/staff-changes',
    rail: { group: 'agency', label: 'Staff changes', needs: 'staff:confirm' },
    load: async () => ({
      default: (await import('#web/features/admin/staff-changes-page.tsx')).StaffChangesPage,
    }),
  },
  {
    path: '/admin/confidentiality',
    rail: { group: 'agency', label: 'Confidentiality', needs: 'staff:manage' },
    load: async () => ({
      default: (await import('#web/features/staff-access/staff-access-page.tsx')).StaffAccessPage,
    }),
  },
  {
    path: '/admin/programs',
    rail: { group: 'agency', label: 'Programs', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/admin/programs-page.tsx')).ProgramsPage,
    }),
  },
  {
    path: '/admin/policies',
    rail: { group: 'agency', label: 'Policies', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/policies/policies-page.tsx')).PoliciesPage,
    }),
  },
  {
    path: '/admin/policies/$programId/$version',
    load: async () => ({
      default: (await import('#web/features/policies/policy-page.tsx')).PolicyPage,
    }),
  },
  {
    path: '/admin/provider-kinds',
    rail: { group: 'agency', label: 'Kinds of provider', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/directory/provider-kinds-page.tsx')).ProviderKindsPage,
    }),
  },
  {
    path: '/admin/notices',
    rail: { group: 'agency', label: 'Notices', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/statements/notice-texts-page.tsx')).NoticeTextsPage,
    }),
  },
  {
    path: '/audit',
    rail: { group: 'agency', label: 'Audit trail', needs: 'audit:read' },
    load: async () => ({
      default: (await import('#web/features/audit/audit-page.tsx')).AuditPage,
    }),
  },
  {
    path: '/openings',
    rail: { group: 'agency', label: 'Records opened', needs: 'emergency:review' },
    load: async () => ({
      default: (await import('#web/features/audit/openings-page.tsx')).OpeningsPage,
    }),
  },
  {
    path: '/imports',
    rail: { group: 'agency', label: 'Imports', needs: 'import:run', keys: 'g i' },
    load: async () => ({
      default: (await import('#web/features/imports/imports-page.tsx')).ImportsPage,
    }),
  },
  {
    path: '/imports/$importId',
    load: async () => ({
      default: (await import('#web/features/imports/import-page.tsx')).ImportPage,
    }),
  },
  {
    path: '/imports/held-elsewhere',
    load: async () => ({
      default: (await import('#web/features/imports/held-elsewhere-page.tsx')).HeldElsewherePage,
    }),
  },
  {
    path: '/reports/due',
    rail: { group: 'agency', label: 'Who was due', needs: 'history:look-back', keys: 'g r' },
    load: async () => ({
      default: (await import('#web/features/due-snapshots/due-snapshots-page.tsx'))
        .DueSnapshotsPage,
    }),
  },
  {
    path: '/reports/due/$snapshotId',
    load: async () => ({
      default: (await import('#web/features/due-snapshots/due-snapshot-page.tsx')).DueSnapshotPage,
    }),
  },
  {
    path: '/outbox',
    rail: { group: 'agency', label: 'Outbox', needs: 'outbox:read', keys: 'g o' },
    load: async () => ({
      default: (await import('#web/features/outbox/outbox-page.tsx')).OutboxPage,
    }),
  },
];

import type { Page } from './page.ts';

/** Which address shows which page; a page's script is fetched when it is first opened. */
export const pageTable: readonly Page[] = [
  {
    path: '/',
    rail: { label: 'Today', needs: 'work:read', keys: 'g t' },
    load: async () => ({
      default: (await import('#web/features/today/today-page.tsx')).TodayPage,
    }),
  },
  {
    path: '/clients',
    rail: { label: 'Clients', needs: 'client:read', keys: 'g c' },
    load: async () => ({
      default: (await import('#web/features/clients/clients-page.tsx')).ClientsPage,
    }),
  },
  {
    path: '/clients/new',
    load: async () => ({
      default: (await import('#web/features/clients/new-client-page.tsx')).NewClientPage,
    }),
  },
  {
    path: '/conferences',
    rail: { label: 'Conferences', needs: 'conference:read', keys: 'g p' },
    load: async () => ({
      default: (await import('#web/features/conferences/conferences-page.tsx')).ConferencesPage,
    }),
  },
  {
    path: '/conferences/new',
    load: async () => ({
      default: (await import('#web/features/conferences/plan-new-page.tsx')).NewConferencePage,
    }),
  },
  {
    path: '/conferences/$conferenceId',
    load: async () => ({
      default: (await import('#web/features/conferences/conference-page.tsx')).ConferencePage,
    }),
  },
  {
    path: '/actions',
    rail: { label: 'Actions', needs: 'action:write', keys: 'g a' },
    load: async () => ({
      default: (await import('#web/features/actions/actions-page.tsx')).ActionsPage,
    }),
  },
  {
    path: '/coordination',
    rail: { label: 'Coordination', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/coordination/coordination-page.tsx')).CoordinationPage,
    }),
  },
  {
    path: '/directory',
    rail: { label: 'Directory', needs: 'directory:read', keys: 'g d' },
    load: async () => ({
      default: (await import('#web/features/directory/directory-page.tsx')).DirectoryPage,
    }),
  },
  {
    path: '/privacy-incidents',
    rail: { label: 'Privacy', needs: 'incident:review' },
    load: async () => ({
      default: (await import('#web/features/privacy/privacy-incidents-page.tsx'))
        .PrivacyIncidentsPage,
    }),
  },
  {
    path: '/consents',
    rail: { label: 'Consents', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/consents/consents-page.tsx')).ConsentsPage,
    }),
  },
  {
    path: '/statements',
    rail: { label: 'Statements', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/statements/statements-page.tsx')).StatementsPage,
    }),
  },
  {
    path: '/billing',
    rail: { label: 'Billing', needs: 'billing:read' },
    load: async () => ({
      default: (await import('#web/features/billing/billing-page.tsx')).BillingPage,
    }),
  },
  {
    path: '/emergency',
    rail: { label: 'Emergency access', needs: 'emergency:use' },
    load: async () => ({
      default: (await import('#web/features/emergency/emergency-page.tsx')).EmergencyPage,
    }),
  },
  {
    path: '/emergency-reviews',
    rail: { label: 'Emergency reviews', needs: 'emergency:review' },
    load: async () => ({
      default: (await import('#web/features/emergency/emergency-reviews-page.tsx'))
        .EmergencyReviewsPage,
    }),
  },
  {
    path: '/emergency/$clientId',
    load: async () => ({
      default: (await import('#web/features/emergency/emergency-client-page.tsx'))
        .EmergencyClientPage,
    }),
  },
  {
    path: '/sign-in',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/sign-in/sign-in-page.tsx')).SignInPage,
    }),
  },
  {
    path: '/recover',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/sign-in/recover-page.tsx')).RecoverPage,
    }),
  },
  {
    path: '/accept',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/sign-in/accept-invitation-page.tsx'))
        .AcceptInvitationPage,
    }),
  },
  {
    path: '/first-run',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/first-run/first-run-page.tsx')).FirstRunPage,
    }),
  },
  {
    path: '/first-run/programs',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/first-run/choose-programs-page.tsx'))
        .ChooseProgramsPage,
    }),
  },
  {
    path: '/account',
    load: async () => ({
      default: (await import('#web/features/account/account-page.tsx')).AccountPage,
    }),
  },
  {
    path: '/admin/staff',
    rail: { label: 'Staff', needs: 'staff:manage' },
    load: async () => ({ default: (await import('#web/features/admin/staff-page.tsx')).StaffPage }),
  },
  {
    path: '/admin/staff-changes',
    rail: { label: 'Staff changes', needs: 'staff:confirm' },
    load: async () => ({
      default: (await import('#web/features/admin/staff-changes-page.tsx')).StaffChangesPage,
    }),
  },
  {
    path: '/admin/confidentiality',
    rail: { label: 'Confidentiality', needs: 'staff:manage' },
    load: async () => ({
      default: (await import('#web/features/staff-access/staff-access-page.tsx')).StaffAccessPage,
    }),
  },
  {
    path: '/admin/programs',
    rail: { label: 'Programs', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/admin/programs-page.tsx')).ProgramsPage,
    }),
  },
  {
    path: '/admin/policies',
    rail: { label: 'Policies', needs: 'program:manage' },
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
    path: '/admin/notices',
    rail: { label: 'Notices', needs: 'program:manage' },
    load: async () => ({
      default: (await import('#web/features/statements/notice-texts-page.tsx')).NoticeTextsPage,
    }),
  },
  {
    path: '/clients/$clientId',
    load: async () => ({
      default: (await import('#web/features/clients/client-chart-page.tsx')).ClientChartPage,
    }),
  },
  {
    path: '/audit',
    rail: { label: 'Audit trail', needs: 'audit:read' },
    load: async () => ({
      default: (await import('#web/features/audit/audit-page.tsx')).AuditPage,
    }),
  },
  {
    path: '/imports',
    rail: { label: 'Imports', needs: 'import:run', keys: 'g i' },
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
    rail: { label: 'Who was due', needs: 'history:look-back', keys: 'g r' },
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
    rail: { label: 'Outbox', needs: 'outbox:read', keys: 'g o' },
    load: async () => ({
      default: (await import('#web/features/outbox/outbox-page.tsx')).OutboxPage,
    }),
  },
];

import { TodayPage } from '#web/features/today/today-page.tsx';
import type { Page } from './page.ts';

/** Where people work on cases. */
export const pagesOfCare: readonly Page[] = [
  {
    path: '/',
    rail: { group: 'work', label: 'Today', needs: 'work:read', keys: 'g t' },
    // Comes with the frame: nearly everybody opens it first.
    load: () => Promise.resolve({ default: TodayPage }),
  },
  {
    path: '/clients',
    rail: { group: 'work', label: 'Clients', needs: 'client:read', keys: 'g c', isOfClients: true },
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
    path: '/clients/$clientId',
    load: async () => ({
      default: (await import('#web/features/clients/client-chart-page.tsx')).ClientChartPage,
    }),
  },
  {
    path: '/conferences',
    rail: { group: 'work', label: 'Conferences', needs: 'conference:read', keys: 'g p' },
    load: async () => ({
      default: (await import('#web/features/conferences/conferences-page.tsx')).ConferencesPage,
    }),
  },
  {
    path: '/conferences/new',
    load: async () => ({
      default: (await import('#web/features/conferences/plan/plan-new-page.tsx')).NewConferencePage,
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
    rail: { group: 'work', label: 'Actions', needs: 'action:write', keys: 'g a' },
    load: async () => ({
      default: (await import('#web/features/actions/actions-page.tsx')).ActionsPage,
    }),
  },
  {
    path: '/coordination',
    rail: { group: 'work', label: 'Coordination', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/coordination/coordination-page.tsx')).CoordinationPage,
    }),
  },
  {
    path: '/directory',
    rail: { group: 'work', label: 'Directory', needs: 'directory:read', keys: 'g d' },
    load: async () => ({
      default: (await import('#web/features/directory/directory-page.tsx')).DirectoryPage,
    }),
  },
  {
    path: '/privacy-incidents',
    rail: { group: 'safeguards', label: 'Privacy', needs: 'incident:review' },
    load: async () => ({
      default: (await import('#web/features/privacy/privacy-incidents-page.tsx'))
        .PrivacyIncidentsPage,
    }),
  },
  {
    path: '/consents',
    rail: { group: 'safeguards', label: 'Consents', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/consents/consents-page.tsx')).ConsentsPage,
    }),
  },
  {
    path: '/statements',
    rail: { group: 'safeguards', label: 'Statements', needs: 'record:read' },
    load: async () => ({
      default: (await import('#web/features/statements/statements-page.tsx')).StatementsPage,
    }),
  },
  {
    path: '/billing',
    rail: { group: 'safeguards', label: 'Billing', needs: 'billing:read' },
    load: async () => ({
      default: (await import('#web/features/billing/billing-page.tsx')).BillingPage,
    }),
  },
  {
    path: '/emergency',
    rail: { group: 'safeguards', label: 'Emergency access', needs: 'emergency:use' },
    load: async () => ({
      default: (await import('#web/features/emergency/emergency-page.tsx')).EmergencyPage,
    }),
  },
  {
    path: '/emergency-reviews',
    rail: { group: 'safeguards', label: 'Emergency reviews', needs: 'emergency:review' },
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
];

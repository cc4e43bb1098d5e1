import type { Page } from './page.ts';

/** The ways in, and one’s own account. */
export const pagesOfEntry: readonly Page[] = [
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
    path: '/guest',
    isOpen: true,
    load: async () => ({
      default: (await import('#web/features/guest/guest-page.tsx')).GuestPage,
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
];

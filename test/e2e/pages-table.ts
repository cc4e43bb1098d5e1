import { heading, row, text, type Visited } from './visited.ts';

export const mainPages: Visited[] = [
  {
    name: 'today',
    as: 'ana',
    path: () => '/',
    ready: text('17 days late'),
    asks: /\/api\/today\/due/,
    isNamelessOnPaper: true,
  },
  {
    name: 'clients',
    as: 'ana',
    path: () => '/clients',
    ready: row(/Alma Rivera/),
    asks: /\/api\/clients\/search/,
    isNamelessOnPaper: true,
  },
  {
    name: 'chart',
    as: 'ana',
    path: ({ client }) => `/clients/${client}`,
    ready: text('Evening care was agreed'),
    asks: /\/api\/clients\/[0-9a-f-]{36}\/record(\?|$)/,
  },
  {
    name: 'planner',
    as: 'ana',
    path: ({ draft }) => `/conferences/${draft}`,
    ready: heading('Plan a conference'),
    asks: /\/api\/conferences\/[0-9a-f-]{36}(\?|$)/,
  },
  {
    name: 'room',
    as: 'ana',
    path: ({ room }) => `/conferences/${room}`,
    ready: text('Visits in the evening'),
    asks: /\/api\/conferences\/[0-9a-f-]{36}(\?|$)/,
  },
  {
    name: 'close',
    as: 'ana',
    path: ({ ended }) => `/conferences/${ended}`,
    ready: heading('Close and send'),
    asks: /\/api\/conferences\/[0-9a-f-]{36}\/closing/,
  },
];

const chartTab = (tab: string, ready: Visited['ready']): Visited => ({
  name: `chart-state-${tab}`,
  as: 'ana',
  path: ({ client }) => `/clients/${client}?tab=${tab}`,
  ready,
});

const worker = (name: string, seen: Pick<Visited, 'ready' | 'asks'>): Visited => ({
  name,
  as: 'ana',
  path: () => `/${name}`,
  ...seen,
});

const newcomer = (name: string, path: string, ready: Visited['ready']): Visited => ({
  name: `${name}-state-empty`,
  as: 'newcomer',
  path: () => path,
  ready,
});

const admin = (name: string, path: string, seen: Pick<Visited, 'ready' | 'asks'>): Visited => ({
  name,
  as: 'riverbend-admin',
  path: () => path,
  ...seen,
});

export const otherPages: Visited[] = [
  {
    name: 'sent',
    as: 'ana',
    path: ({ sent }) => `/conferences/${sent}`,
    ready: heading('Invited'),
  },
  {
    name: 'receipt',
    as: 'ana',
    path: ({ closed }) => `/conferences/${closed}`,
    ready: heading('Closed and sent'),
  },
  worker('conferences', { ready: heading(/^Upcoming/), asks: /\/api\/conferences\?/ }),
  worker('coordination', {
    ready: heading('Coordination by program'),
    asks: /\/api\/coordination/,
  }),
  {
    name: 'new-conference',
    as: 'ana',
    path: () => '/conferences/new',
    ready: heading('Set up a conference'),
  },
  { name: 'new-client', as: 'ana', path: () => '/clients/new', ready: heading('Add a client') },
  worker('actions', { ready: heading(/^Mine/), asks: /\/api\/actions/ }),
  worker('consents', { ready: heading(/^End within/), asks: /\/api\/consents\/ending/ }),
  worker('statements', { ready: heading(/^To give/), asks: /\/api\/statements/ }),
  {
    name: 'billing',
    as: 'bill',
    path: () => '/billing',
    ready: row(/Care program/),
    asks: /\/api\/billing\?/,
  },
  {
    name: 'directory',
    as: 'ana',
    path: () => '/directory',
    ready: row(/Dr Hana Lee/),
    asks: /\/api\/directory/,
  },
  {
    name: 'account',
    as: 'ana',
    path: () => '/account',
    ready: text('Only a password protects this account.'),
    asks: /\/api\/account/,
  },
  { name: 'sign-in', path: () => '/sign-in', ready: heading('Sign in') },
  { name: 'recover', path: () => '/recover', ready: heading('I cannot sign in') },
  {
    name: 'recover-state-over',
    path: () => `/recover#${'x'.repeat(32)}`,
    ready: text('This link has been used'),
  },
  {
    name: 'guest',
    path: () => '/guest',
    ready: heading('Not available, or no longer'),
    asks: /\/api\/guest\/meeting/,
  },
  {
    name: 'guest-state-start',
    path: () => `/guest#${'x'.repeat(43)}`,
    ready: heading('The meeting that our mail is about'),
  },
  { name: 'first-run', path: () => '/first-run', ready: heading('Set up your agency') },
  { name: 'accept', path: () => '/accept', ready: heading('Accept your invitation') },
  admin('programs', '/admin/programs', { ready: text('Care program'), asks: /\/api\/programs/ }),
  admin('policies', '/admin/policies', { ready: text('Care program'), asks: /\/api\/policies/ }),
  admin('notices', '/admin/notices', {
    ready: text('To be approved by counsel'),
    asks: /\/api\/notice-texts/,
  }),
  admin('audit', '/audit', { ready: heading('Trail'), asks: /\/api\/audit/ }),
  admin('staff', '/admin/staff', { ready: row(/newcomer/), asks: /\/api\/staff/ }),
  admin('imports', '/imports', { ready: text('An import is open.'), asks: /\/api\/imports/ }),
  admin('held-elsewhere', '/imports/held-elsewhere', {
    ready: heading('No conference is known'),
    asks: /\/api\/held-elsewhere/,
  }),
  admin('outbox', '/outbox', { ready: text('Meeting invitation'), asks: /\/api\/outbox/ }),
  {
    name: 'import-state-choices',
    as: 'riverbend-admin',
    path: ({ importId }) => `/imports/${importId}`,
    ready: heading(/^Organizations in the file/),
  },
  chartTab('actions', heading(/Open/)),
  chartTab('conferences', heading(/^Held elsewhere/)),
  chartTab('consents', heading(/^Consents/)),
  chartTab('contacts', heading(/^Contacts with others/)),
  chartTab('disclosures', heading(/^Disclosures/)),
  chartTab('care-team', heading('Care team')),
  chartTab('details', heading('Enrollments')),
  {
    name: 'chart-state-empty',
    as: 'ana',
    path: ({ quiet }) => `/clients/${quiet}`,
    ready: text('No history yet.'),
  },
  newcomer('coordination', '/coordination', text('Nobody of yours was enrolled in this time.')),
  newcomer('today', '/', text('No conferences are due.')),
  newcomer('clients', '/clients', text('There are no clients here yet.')),
  newcomer('conferences', '/conferences', text('No conference is being planned.')),
  newcomer('actions', '/actions', text('You have nothing open.')),
  {
    name: 'directory-state-empty',
    as: 'hillside-admin',
    path: () => '/directory',
    ready: text('There are no providers yet.'),
  },
  {
    name: 'imports-state-empty',
    as: 'hillside-admin',
    path: () => '/imports',
    ready: text('Nothing was imported yet.'),
  },
  {
    name: 'chart-state-service-plan',
    as: 'ana',
    path: ({ client }) => `/clients/${client}?tab=service-plan`,
    ready: text('No plan yet.'),
  },
  {
    name: 'nowhere',
    as: 'ana',
    path: () => '/nowhere',
    ready: text('There is nothing at this address.'),
  },
];

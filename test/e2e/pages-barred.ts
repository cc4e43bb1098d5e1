import { heading, text, type Visited } from './visited.ts';

const forbidden = (name: string, path: string, ready: Visited['ready']): Visited => ({
  name: `${name}-state-permission`,
  as: 'bill',
  path: () => path,
  ready,
});

/** Pages as they stand for whoever may not use them: by their role, or because the client is none of theirs. */
export const barredPages: Visited[] = [
  forbidden('today', '/', heading('Billing')),
  forbidden('clients', '/clients', text(/role/)),
  forbidden('staff', '/admin/staff', text(/role/)),
  forbidden('conferences', '/conferences', text(/role/)),
  forbidden('actions', '/actions', text(/role/)),
  forbidden('directory', '/directory', text(/role/)),
  forbidden('imports', '/imports', text(/role/)),
  forbidden('outbox', '/outbox', text(/role/)),
  {
    name: 'chart-state-role',
    as: 'bill',
    path: ({ client }) => `/clients/${client}?tab=consents`,
    ready: text('Your role does not include Clients.'),
  },
  {
    name: 'receipt-state-permission',
    as: 'riverbend-admin',
    path: ({ closed }) => `/conferences/${closed}`,
    ready: text(/role/),
  },
  {
    name: 'planner-state-permission',
    as: 'riverbend-admin',
    path: ({ draft }) => `/conferences/${draft}`,
    ready: text(/role/),
  },
  {
    name: 'close-state-permission',
    as: 'riverbend-admin',
    path: ({ ended }) => `/conferences/${ended}`,
    ready: text(/role/),
  },
  {
    name: 'planner-state-not-theirs',
    as: 'newcomer',
    path: ({ draft }) => `/conferences/${draft}`,
    ready: text('There is nothing at this address.'),
  },
  {
    name: 'close-state-not-theirs',
    as: 'newcomer',
    path: ({ ended }) => `/conferences/${ended}`,
    ready: text('There is nothing at this address.'),
  },
  {
    // Whoever was asked to be there reads how it is closed; the facilitator closes it.
    name: 'close-state-not-facilitator',
    as: 'bo',
    path: ({ ended }) => `/conferences/${ended}`,
    ready: text('Only the facilitator closes the conference.'),
  },
  {
    name: 'chart-state-permission',
    as: 'newcomer',
    path: ({ client }) => `/clients/${client}`,
    ready: text('There is nothing at this address.'),
  },
  {
    name: 'room-state-permission',
    as: 'newcomer',
    path: ({ room }) => `/conferences/${room}`,
    ready: text('There is nothing at this address.'),
  },
];

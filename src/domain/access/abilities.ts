export const roles = ['case-manager', 'supervisor', 'biller', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a person may ask for at all. Which rows they then see is row security's answer, never this one's. */
export const abilities = [
  'account:own',
  'billing:read',
  'work:read',
  'client:read',
  'client:write',
  'record:read',
  'record:write',
  'consent:write',
  'conference:read',
  'conference:plan',
  'conference:hold',
  'conference:close',
  'action:write',
  'directory:read',
  'directory:write',
  'import:run',
  'history:write',
  'staff:manage',
  'staff:confirm',
  'program:manage',
  'outbox:read',
  'audit:read',
  'history:look-back',
  'incident:review',
  'emergency:use',
  'emergency:review',
] as const;
export type Ability = (typeof abilities)[number];

const caseWork: Ability[] = [
  'account:own',
  'work:read',
  'client:read',
  'client:write',
  'record:read',
  'record:write',
  'consent:write',
  'conference:read',
  'conference:plan',
  'conference:hold',
  'conference:close',
  'action:write',
  'directory:read',
  'directory:write',
  'emergency:use',
];

const abilitiesOfRole: Record<Role, Ability[]> = {
  'case-manager': caseWork,
  supervisor: [
    ...caseWork,
    'billing:read',
    'history:write',
    'audit:read',
    'history:look-back',
    'incident:review',
    'staff:confirm',
    'emergency:review',
  ],
  biller: ['account:own', 'billing:read'],
  auditor: ['account:own', 'audit:read', 'history:look-back'],
  administrator: [
    'account:own',
    'work:read',
    'client:read',
    'client:write',
    'directory:read',
    'directory:write',
    'import:run',
    'history:write',
    'staff:manage',
    'staff:confirm',
    'emergency:review',
    'program:manage',
    'outbox:read',
    'audit:read',
    'history:look-back',
  ],
};

/** One person may hold several roles; abilities add up. */
export const abilitiesOf = (held: readonly Role[]): ReadonlySet<Ability> =>
  new Set(held.flatMap((role) => abilitiesOfRole[role]));

const read: ReadonlySet<Ability> = new Set(['emergency:use', 'client:read', 'record:read']);

/** Emergency access is to read only: whoever comes by it holds nothing that writes, whatever their role. */
export const abilitiesInEmergency = (held: ReadonlySet<Ability>): ReadonlySet<Ability> =>
  held.intersection(read);

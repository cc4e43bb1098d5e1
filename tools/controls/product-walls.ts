import type { Wall } from './wall.ts';

const ledgered = (name: string, says: string, title: string): Wall => ({
  name,
  tool: 'ledger',
  says,
  write: {
    'src/domain/bad.test.ts': `import { expect, test } from 'vitest';\ntest('${title}', () => expect(1).toBe(1));\n`,
  },
});

const routed = (name: string, says: string, rights: string): Wall => ({
  name,
  tool: 'tsc',
  says,
  write: {
    'src/server/features/bad-one/bad.ts': `import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { route } from '#server/platform/route.ts';
const asked = endpoint({
  method: 'GET', path: '/api/bad', summary: 'Bad.', refusals: [], requirements: [],
  input: z.object({}), reply: z.object({ told: z.string() }),
});
export const t = route(asked, ${rights}, async () => (${says === "'told'" ? '{}' : `{ told: 'x' }`}));
`,
  },
});

const may = `needs: 'client:read'`;
const why = `purpose: 'care-coordination'`;

const misruled = (name: string, says: string, edit: Wall['edit'] & object): Wall => ({
  name,
  tool: 'vitest',
  says,
  edit,
  guardedIn: edit.file.split('/').slice(0, 3).join('/'),
});

/** What this product promises beyond clean code. */
export const productWalls: Wall[] = [
  {
    name: 'a page that says client whatever the program says',
    tool: 'vitest',
    says: 'says client by itself',
    edit: {
      file: 'src/web/features/privacy/privacy-incidents-page.tsx',
      find: /There are more\. Review these first\./,
      replace: 'There are more clients. Review these first.',
    },
    guardedIn: 'test/walls/own-words.test.ts',
  },
  {
    name: 'a vault that lets words through',
    tool: 'vitest',
    says: 'shows none of its words',
    edit: {
      file: 'src/server/platform/sealing/envelope.ts',
      find: /cipher\.update\(plain\)/,
      replace: 'plain',
    },
    guardedIn: 'src/server/platform/sealing/envelope.test.ts',
  },
  {
    name: 'a transaction that the database broke off, and nobody begins again',
    tool: 'vitest',
    says: 'is begun again',
    edit: {
      file: 'src/server/platform/begin-again.ts',
      find: /mostTimes = 4/,
      replace: 'mostTimes = 1',
    },
    guardedIn: 'src/server/platform/begin-again.test.ts',
  },
  {
    name: 'an export nobody uses',
    tool: 'knip',
    says: 'nobodyUsesThis',
    edit: {
      file: 'src/domain/decision.ts',
      find: /$/,
      replace: 'export const nobodyUsesThis = 1;\n',
    },
  },
  {
    name: 'a file nobody imports',
    tool: 'knip',
    says: 'src/domain/bad.ts',
    write: { 'src/domain/bad.ts': 'export const t = 1;\n' },
  },
  {
    name: 'a dependency nobody needs',
    tool: 'knip',
    says: 'tinypool',
    edit: {
      file: 'package.json',
      find: /"dependencies": \{/,
      replace: '"dependencies": {\n    "tinypool": "2.0.0",',
    },
  },
  routed('a route without an ability', `'needs'`, `{ ${why} }`),
  routed('a route without a purpose', `'purpose'`, `{ ${may} }`),
  routed('a route that replies less than it promised', `'told'`, `{ ${may}, ${why} }`),
  {
    name: 'a job without a handler',
    tool: 'tsc',
    says: 'bad-job',
    edit: {
      file: 'src/contract/jobs.ts',
      find: /export const jobs = \{/,
      replace: `export const jobs = { 'bad-job': z.object({}),`,
    },
    guardedIn: 'src/server',
  },
  {
    name: 'a grant that is written by hand',
    tool: 'tsc',
    says: '[minted]',
    write: {
      'src/domain/bad.ts': `import type { DisclosureQuestion, Grant } from './consent/may-disclose.ts';
export const t = (asked: DisclosureQuestion): Grant => ({ ...asked, basis: 'consent', papers: [] });
`,
    },
  },
  {
    name: 'a grant that is asserted',
    tool: 'oxlint',
    says: 'consistent-type-assertions',
    write: {
      'src/server/features/bad-one/bad.ts': `import type { Grant } from '#domain/consent/may-disclose.ts';
export const t = {} as Grant;
`,
    },
  },
  misruled('a list of many people that leaves as files of one do', 'taking-out.test.ts', {
    file: 'src/domain/access/taking-out.ts',
    find: /\n {2}'past-due-list',\n {2}'texts-to-file',\n {2}'billing-list',\n\];/,
    replace: `\n  'billing-list',\n];`,
  }),
  misruled('a consent that outlives its revocation', 'may-disclose.test.ts', {
    file: 'src/domain/consent/consent.ts',
    find: /if \(revokedAt !== null.*\n/,
    replace: '',
  }),
  misruled('a consent that outlives its last day', 'may-disclose.test.ts', {
    file: 'src/domain/consent/consent.ts',
    find: /if \(lastDay !== null.*\n/,
    replace: '',
  }),
  misruled('a general consent that covers restricted facts', 'may-disclose.test.ts', {
    file: 'src/domain/consent/may-disclose.ts',
    find: /consent\.classes\.includes\(wanted\)/,
    replace: 'consent.classes.length > 0',
  }),
  misruled('a deadline of 180 days that comes a day late', 'due-on.test.ts', {
    file: 'src/domain/policy-clock/due-on.ts',
    find: /\{ days: value \* times \}/,
    replace: '{ days: value * times + 1 }',
  }),
  misruled('six months that are counted as 180 days', 'due-on.test.ts', {
    file: 'src/domain/policy-clock/due-on.ts',
    find: /\{ months: value \* times \}/,
    replace: '{ days: 30 * value * times }',
  }),
  {
    ...misruled('a conference held on its due date that is called late', 'reference.test.ts', {
      file: 'src/domain/policy-clock/status-on.ts',
      find: /daysLeft < 0\) return 'overdue'/,
      replace: "daysLeft <= 0) return 'overdue'",
    }),
    guardedIn: 'test/clock',
  },
  misruled('a snooze that outlives a required date', 'snoozes.test.ts', {
    file: 'src/domain/policy-clock/running-snooze.ts',
    find: /dateKey\(dueOn\) < dateKey\(last\.until\)/,
    replace: 'false',
  }),
  ledgered('a test that names an unknown requirement', 'REQ-999 does not exist', 'x (REQ-999)'),
  ledgered(
    'a test that names four requirements',
    'cites 4 ids',
    'x (REQ-001, REQ-002, REQ-003, REQ-004)',
  ),
];

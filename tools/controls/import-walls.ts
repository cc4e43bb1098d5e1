import type { Wall } from './wall.ts';

const refused = (name: string, file: string, specifier: string): Wall => ({
  name,
  tool: 'oxlint',
  says: 'no-restricted-imports',
  write: { [file]: `import * as there from '${specifier}';\nexport const here = there;\n` },
});

const outsidePackages = [
  'hono',
  '@hono/node-server',
  'pg',
  'pg-boss',
  'better-auth',
  '@better-auth/passkey',
  'qrcode',
  'nodemailer',
  'ical-generator',
  '@myriaddreamin/typst-ts-node-compiler',
  'pino',
  'papaparse',
  'fflate',
];

/** Who must not stand on whom. */
export const importWalls: Wall[] = [
  refused('a rule imports a package', 'src/domain/bad.ts', 'zod'),
  refused('a rule reads a file', 'src/domain/bad.ts', 'node:fs'),
  refused('a rule imports the contract', 'src/domain/bad.ts', '#contract/endpoint.ts'),
  refused('the contract imports the server', 'src/contract/bad.ts', '#server/app.ts'),
  refused('the contract imports a screen', 'src/contract/bad.ts', '#web/main.tsx'),
  refused('the platform imports a store', 'src/server/platform/bad.ts', '#server/stores/a.ts'),
  refused('a store imports a feature', 'src/server/stores/bad.ts', '#server/features/a/b.ts'),
  refused('a store imports the driver', 'src/server/stores/bad.ts', 'pg'),
  refused('a feature imports the query builder', 'src/server/features/bad-one/bad.ts', 'kysely'),
  refused(
    'a feature imports another',
    'src/server/features/bad-one/bad.ts',
    '#server/features/bad-two/b.ts',
  ),
  refused(
    'a feature reaches another by path',
    'src/server/features/bad-one/bad.ts',
    '../bad-two/b.ts',
  ),
  refused(
    'a feature imports a screen',
    'src/server/features/bad-one/bad.ts',
    '#web/features/a/b.tsx',
  ),
  refused('the application imports a package', 'src/server/bad.ts', 'hono'),
  ...outsidePackages.map((specifier) =>
    refused(`${specifier} outside its platform file`, 'src/server/platform/bad.ts', specifier),
  ),
  refused('the web imports the server', 'src/web/api/bad.ts', '#server/app.ts'),
  refused('the web reads a file', 'src/web/features/bad-one/bad.ts', 'node:fs'),
  refused('a part of the kit imports a feature', 'src/web/ui/bad.ts', '#web/features/a/b.tsx'),
  refused('a part of the kit calls the server', 'src/web/ui/bad.ts', '#web/api/call.ts'),
  refused('the kit imports all of its package', 'src/web/ui/bad.ts', 'react-aria-components'),
  refused('the shell imports a feature', 'src/web/shell/bad.ts', '#web/features/a/b.tsx'),
  refused(
    'a page imports another subject',
    'src/web/features/bad-one/bad.ts',
    '#web/features/bad-two/b.tsx',
  ),
  refused(
    'a page imports react-aria-components',
    'src/web/features/bad-one/bad.ts',
    'react-aria-components/Button',
  ),
  {
    name: 'a circle of two types',
    tool: 'oxlint',
    says: 'no-cycle',
    write: {
      'src/domain/bad-a.ts': `import type { B } from './bad-b.ts';\nexport type A = { b: B };\n`,
      'src/domain/bad-b.ts': `import type { A } from './bad-a.ts';\nexport type B = { a: A };\n`,
    },
  },
  {
    name: 'a circle of two functions',
    tool: 'oxlint',
    says: 'no-cycle',
    write: {
      'src/server/stores/bad-a.ts': `import { b } from './bad-b.ts';\nexport const a = (): number => b();\n`,
      'src/server/stores/bad-b.ts': `import { a } from '#server/stores/bad-a.ts';\nexport const b = (): number => a();\n`,
    },
  },
  {
    name: 'a barrel',
    tool: 'oxlint',
    says: 'no-barrel-file',
    write: {
      'src/domain/bad.ts': `export * from './decision.ts';\n`,
    },
  },
];

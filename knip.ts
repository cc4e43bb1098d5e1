import type { KnipConfig } from 'knip';

/** A style sheet names other sheets, and the package of its fonts, only in an address. */
const addressesIn = (text: string) =>
  Array.from(text.matchAll(/(?:@import |url\()'([@.][^']+)'/g), ([, path]) => `import '${path}';`);

export default {
  entry: [
    'src/server/main.ts',
    'src/server/commands/*.ts',
    'bin/*.js',
    // Started as a thread of its own.
    'src/server/platform/pdf/pdf-worker.ts',
    'tools/*.ts',
    // Started as processes of their own.
    'tools/bench/{floor,floor-close,gated,serve}.ts',
    'test/launcher/hold-database.ts',
    '{src,test,tools}/**/*.test.ts',
  ],
  project: ['src/**/*.{ts,tsx,css}', 'test/**/*.ts', 'tools/**/*.ts', 'bin/**/*.js'],
  compilers: { css: (text) => addressesIn(text).join('\n') },
  // Types that a test takes from its package by inference alone.
  ignoreDependencies: ['@types/smtp-server'],
  // Part of every system that the tests with processes run on, and of most that figures are taken on.
  ignoreBinaries: ['mkfifo', 'taskset'],
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // East of UTC, where a date read carelessly is a day off.
    env: { TZ: 'Asia/Tokyo' },
    maxWorkers: 2,
    maxConcurrency: 3,
    globalSetup: ['test/global-postgres.ts'],
    reporters: ['default', ['json', { outputFile: '.reports/test.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

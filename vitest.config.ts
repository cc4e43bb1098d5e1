import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longest = [
  'e2e/pages.test.ts',
  'e2e/pages-waiting.test.ts',
  'e2e/main-walk.test.ts',
  'walls/canaries.test.ts',
  'walls/mails-of-many.test.ts',
  'walls/authorization.test.ts',
  'walls/audit-coverage.test.ts',
  'test/sample.test.ts',
  'walls/two-worlds.test.ts',
  'launcher/real-product.test.ts',
];
const rank = ({ moduleId }: TestSpecification) => {
  const place = longest.findIndex((name) => moduleId.endsWith(name));
  return place === -1 ? longest.length : place;
};

/** What takes longest begins first, so that at the end neither worker waits for the other. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    // East of UTC, where a date read carelessly is a day off.
    env: { TZ: 'Asia/Tokyo' },
    maxWorkers: 2,
    maxConcurrency: 3,
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: LongestFirst },
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
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

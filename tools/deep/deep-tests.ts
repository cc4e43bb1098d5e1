import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const asksForMore = /ROUNDTABLE_DEEP/;

/** The tests that ask much more than `npm test` has time for, by the names of their files. */
export function deepTests(home: string): Map<string, string> {
  const files = readdirSync(join(home, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file))
    .filter((file) => asksForMore.test(readFileSync(join(home, file), 'utf8')));
  return new Map(files.toSorted().map((file) => [basename(file, '.test.ts'), file]));
}

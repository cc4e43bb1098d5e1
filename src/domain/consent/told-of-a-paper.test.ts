import { expect, test } from 'vitest';
import { isToldOf, type RecipientAsRead } from './told-of-a-paper.ts';

const papers: [RecipientAsRead[], boolean][] = [
  [[], false],
  [['plain'], true],
  [['known'], true],
  [['unknown'], false],
  [['known', 'known'], true],
  [['known', 'unknown'], false],
  [['unknown', 'plain'], true],
  [['unknown', 'known', 'plain'], true],
];

test.each(papers)(
  'of a paper for people who are %j its reader is told: %j (S4, REQ-035)',
  (recipients, isTold) => {
    expect(isToldOf(recipients)).toBe(isTold);
  },
);

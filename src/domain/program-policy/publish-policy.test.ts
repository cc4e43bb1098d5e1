import { expect, test } from 'vitest';
import { comprehensive } from './presets/comprehensive.ts';
import { publishingFlaws, publishPolicy } from './publish-policy.ts';
import { versionState } from './version-state.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const running = { version: 1, isDraft: false, effectiveFrom: day('2026-03-01'), effectiveTo: null };

test('a version cannot begin before or with the one that is published (REQ-163)', () => {
  const from = (iso: string) =>
    publishingFlaws({ ...comprehensive, version: 2, effectiveFrom: day(iso) }, [running]);

  expect(from('2026-03-01')).toEqual([
    {
      path: ['effectiveFrom'],
      problem: 'The first day: version 1 begins on Sun 1 Mar 2026. Choose a later day.',
    },
  ]);
  expect(from('2026-03-02')).toEqual([]);
});

test('a day in the past asks for a preview first, and then for a word', () => {
  const asked = (isPreviewed: boolean, confirmsPast: boolean) =>
    publishPolicy({
      draft: { ...comprehensive, version: 2, effectiveFrom: day('2026-05-01') },
      published: [running],
      today: day('2026-06-01'),
      isPreviewed,
      confirmsPast,
    });

  expect(asked(false, true)).toEqual({ allowed: false, refusal: 'policy-past-not-previewed' });
  expect(asked(true, false)).toEqual({ allowed: false, refusal: 'policy-judges-past' });
  expect(asked(true, true)).toMatchObject({
    allowed: true,
    value: { policy: { status: 'active' }, ends: { version: 1, on: day('2026-04-30') } },
  });
});

test('what a version is follows from the day', () => {
  const over = { ...running, effectiveTo: day('2026-05-31') };

  expect(versionState(over, day('2026-02-28'))).toBe('scheduled');
  expect(versionState(over, day('2026-05-31'))).toBe('active');
  expect(versionState(over, day('2026-06-01'))).toBe('retired');
  expect(versionState({ ...over, isDraft: true }, day('2026-06-01'))).toBe('draft');
});

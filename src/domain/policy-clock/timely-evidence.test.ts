import { expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  caseManager,
  counselor,
  day,
  enrolled,
  facts,
  physician,
  plain,
  recordedOn,
  review,
  when,
} from './given-facts.ts';
import type { Facts } from './facts.ts';
import { obligations } from './obligations.ts';
import { heldInWords, keyProvidersInWords, timelyEvidence } from './timely-evidence.ts';

const enrollment = enrolled([comprehensive], '2025-09-15');

/** What stands behind the first duty of that day. */
function evidenceOn(asOf: string, known: Partial<Facts>) {
  const at = when(asOf);
  const all = facts(known);
  const [status] = obligations(enrollment, all, at);
  if (status === undefined) throw new Error('nothing is owed');
  return timelyEvidence(status, { enrollment, facts: all, when: at });
}

test('behind a date stands the conference that set it, when that was due, and the key providers who came (REQ-033)', () => {
  const evidence = evidenceOn('2026-04-01', {
    reviews: [
      review('2026-03-01', { attendees: [caseManager, physician, counselor] }),
      review('2026-03-10', { attendees: [caseManager] }),
    ],
  });

  expect(plain(evidence)).toMatchObject({
    id: 'review-2026-03-01',
    heldOn: '2026-03-01',
    wasDueOn: '2026-03-14',
    keyProviderIds: ['physician'],
  });
  if (evidence === null) throw new Error('nothing stands behind it');
  expect(heldInWords(evidence)).toBe('Held 1 Mar 2026, in time, 13 days before it was due');
  expect(keyProvidersInWords(evidence, ['Lee Park'])).toBe('With the key provider Lee Park');
  expect(keyProvidersInWords(evidence, null)).toBe('A key provider was there');
});

test('one that was held too late, without a key provider, says both (REQ-033, C-17)', () => {
  const evidence = evidenceOn('2026-04-01', {
    reviews: [review('2026-03-20', { attendees: [caseManager, counselor] })],
  });
  if (evidence === null) throw new Error('nothing stands behind it');

  expect(heldInWords(evidence)).toBe('Held 20 Mar 2026, 6 days after it was due');
  expect(keyProvidersInWords(evidence, null)).toBe('No key provider was there');
});

test('who was invited and did not come is no evidence, nor is what does not count', () => {
  const absent = { ...physician, attended: false };
  expect(
    evidenceOn('2026-04-01', {
      reviews: [review('2026-03-01', { attendees: [caseManager, counselor, absent] })],
    })?.keyProviderIds,
  ).toEqual([]);
  expect(evidenceOn('2026-04-01', {})).toBeNull();
});

test('of a conference recorded elsewhere it is not known who was there (REQ-033)', () => {
  const evidence = evidenceOn('2026-04-01', {
    elsewhere: [
      { id: 'paper', heldOn: day('2026-03-14'), source: 'Paper', ...recordedOn('2026-03-14') },
    ],
  });
  if (evidence === null) throw new Error('nothing stands behind it');

  expect(heldInWords(evidence)).toBe('Held 14 Mar 2026, in time, on the day it was due');
  expect(keyProvidersInWords(evidence, null)).toBe('Who was there is not on record here');
});

test('of several key providers all are named or none is, so that a number never hides behind some names (REQ-033)', () => {
  const dentist = { ...physician, personId: 'dentist' };
  const evidence = evidenceOn('2026-04-01', {
    reviews: [review('2026-03-01', { attendees: [caseManager, counselor, physician, dentist] })],
  });
  if (evidence === null) throw new Error('nothing stands behind it');

  expect(keyProvidersInWords(evidence, ['Lee Park', 'Ida Cole'])).toBe(
    'With the key providers Lee Park, Ida Cole',
  );
  expect(keyProvidersInWords(evidence, ['Lee Park'])).toBe('2 key providers were there');
});

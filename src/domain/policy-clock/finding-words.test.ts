import { expect, test } from 'vitest';
import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { findingInWords } from './finding-words.ts';
import { reasonCodes } from './findings.ts';

const others: Vocabulary = {
  client: 'participant',
  plan: 'plan',
  worker: 'navigator',
  conference: 'team meeting',
};

test.each(reasonCodes)('%s is a sentence with a remedy, in the words of the program', (code) => {
  for (const isClosed of [false, true]) {
    const { text, remedy } = findingInWords(
      { code, of: ['summary'] },
      { vocabulary: others, isClosed },
    );

    for (const sentence of [text, remedy]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(`${text} ${remedy}`).not.toMatch(/case manager|\bclient|conference|_/);
  }
});

test('what is missing in writing is named as the rules of the program name it', () => {
  const lacking = {
    code: 'DOC_INCOMPLETE',
    of: ['mode_reason', 'attendee_titles', 'finalized'],
  } as const;

  expect(findingInWords(lacking, { vocabulary: others, isClosed: false }).text).toBe(
    'It is not fully written down: reason for the way to meet, titles of those present, its closing.',
  );
});

test('after the close nothing is added any more, and the remedy says what helps then (REQ-102)', () => {
  const remedyFor = (of: string[], isClosed: boolean) =>
    findingInWords({ code: 'DOC_INCOMPLETE', of }, { vocabulary: others, isClosed }).remedy;

  expect(remedyFor(['summary', 'finalized'], false)).toBe('Add what is missing and close it.');
  expect(remedyFor(['summary'], true)).toMatch(/^It is closed.*A contact on the chart/);
  expect(remedyFor(['mode_reason'], true)).toMatch(/^A contact on the chart.*“Why not in person”/);
  expect(remedyFor(['mode_reason'], false)).toMatch(
    /^Choose “Why not in person”.*before you close/,
  );
});

test('a kind of the agency’s own that was not there is called what it is called now (REQ-082)', () => {
  const lacking = { code: 'NO_REQUIRED_PROVIDER_CLASS', of: ['medical', 'own-doula'] } as const;
  const kindNames = new Map([['own-doula', 'Birth worker']]);

  expect(findingInWords(lacking, { vocabulary: others, isClosed: true, kindNames }).text).toContain(
    ': medical, Birth worker.',
  );
});

test.each(reasonCodes)(
  'after the close %s asks nobody to change the attendance, or to write into the conference (REQ-108)',
  (code) => {
    const { remedy } = findingInWords(
      { code, of: ['summary'] },
      { vocabulary: others, isClosed: true },
    );

    expect(remedy).not.toMatch(
      /correct the attendance|add them to the attendance|close it|^Say why|^Write down/i,
    );
    expect(remedy).not.toMatch(/correct its date|correct that\.|name the change/i);
  },
);

test.each(['NO_CASE_MANAGER', 'TEAM_ONLY', 'CLIENT_ABSENT_NO_REASON', 'NO_PROVIDER'] as const)(
  'before the close %s is put right in the attendance (REQ-108)',
  (code) => {
    const { remedy } = findingInWords({ code, of: [] }, { vocabulary: others, isClosed: false });

    expect(remedy).toContain('attendance');
  },
);

import { expect, test } from 'vitest';
import { reportReaders } from '#domain/access/taking-out.ts';
import { disclosureWordsInSpanish } from './disclosure-words-spanish.ts';
import { emergencyGrounds } from './emergency-disclosure.ts';
import { toldAs, toldInEmergency, toldInReport } from './told-as.ts';

test.each([
  ...toldAs,
  ...reportReaders.map(toldInReport),
  ...emergencyGrounds.map(toldInEmergency),
])('what the log keeps as "%s" has its words in Spanish (REQ-034)', (kept) => {
  const told = disclosureWordsInSpanish.told(kept);

  expect(told).not.toBe(kept);
  expect(told).not.toMatch(/\b(the|of|a case|agency|record)\b/i);
});

test('what somebody else kept there stays as it was kept', () => {
  expect(disclosureWordsInSpanish.told('Sent by the old system')).toBe('Sent by the old system');
});

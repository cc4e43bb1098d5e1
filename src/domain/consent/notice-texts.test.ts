import { expect, test } from 'vitest';
import { laws, lawsFor, shippedTexts, textOn, type NoticeText } from './notice-texts.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const text = (version: number, from: string): NoticeText => ({
  law: 'part2',
  version,
  body: `Text ${version}`,
  approvedBy: 'Counsel',
  effectiveFrom: day(from),
});

test('each law has a text from the beginning, and none of these is approved by itself', () => {
  expect(shippedTexts.map(({ law }) => law)).toEqual([...laws]);
  expect(shippedTexts.every(({ version, body }) => version === 1 && body.length > 100)).toBe(true);
  expect(shippedTexts.filter(({ approvedBy }) => approvedBy !== null)).toEqual([]);
});

test('no text names a condition of the person whom it is about (EP-04, EP-10)', () => {
  const words =
    /\b(HIV|AIDS|substance|alcohol|drug|addict|psychiatr|diagnos|abortion|pregnan|contracepti|reproduc|genetic|gene\b|therapy|counsel)/i;
  expect(shippedTexts.filter(({ body }) => words.test(body))).toEqual([]);
});

test.each([
  ['2027-01-01', 1],
  ['2027-02-01', 2],
  ['2027-02-28', 2],
  ['2027-03-01', 4],
])('on %s version %i is used: the one that began last, and the later of two', (on, version) => {
  const texts = [text(2, '2027-02-01'), text(3, '2027-03-01'), text(4, '2027-03-01')];

  expect(textOn(texts, 'part2', day(on))?.version).toBe(version);
});

test.each([
  [[], ['hipaa']],
  [['general', 'dv'], ['hipaa']],
  [
    ['mental_health', 'hiv'],
    ['hiv-27f', 'mhl-33-13', 'hipaa'],
  ],
  [['sud'], ['part2', 'hipaa']],
  [
    ['sud', 'sud_counseling_notes'],
    ['part2', 'part2-notes', 'hipaa'],
  ],
  [['psychotherapy_notes'], ['mhl-33-13', 'psychotherapy-notes', 'hipaa']],
  [['reproductive_minor'], ['minor-consent', 'hipaa']],
  [['genetic'], ['civil-rights-79-l', 'hipaa']],
] as const)('what holds %j carries %j (EP-10)', (classes, expected) => {
  expect(lawsFor([...classes])).toEqual(expected);
});

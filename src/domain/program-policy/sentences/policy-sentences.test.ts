import { expect, test } from 'vitest';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import { comparePolicies } from './compare-policies.ts';
import { withAddition, withValue } from './edit-document.ts';
import { policySections } from './policy-sentences.ts';
import { wordsOf, type Json } from './slot.ts';

const linesOf = (preset: keyof typeof presets, key: string) =>
  policySections(presets[preset], 'Harbor')
    .find((section) => section.key === key)
    ?.sentences.map(wordsOf);

test('a routine rule reads as one sentence (C-01)', () => {
  expect(linesOf('comprehensive', 'routine')?.[0]).toBe(
    'Clients in Harbor must have a case conference every 180 days, counted from the last one that counted; warn 30 days before.',
  );
  expect(linesOf('health-home', 'routine')?.[0]).toContain(
    'Patients in Harbor must have a case conference every 6 calendar months',
  );
  expect(linesOf('cfp', 'routine')?.[0]).toContain('at each reassessment, from 30 days before');
});

test('no routine date is said, not left blank (C-02)', () => {
  expect(linesOf('supportive', 'routine')).toEqual([
    'Clients in Harbor have no routine date: a case conference is held as needed.',
  ]);
});

test('an outside system is named where the policy names one', () => {
  expect(linesOf('health-home', 'documentation')).toContain('It is also filed outside, in ACD.');
  expect(linesOf('cfp', 'documentation')).toContain(
    'It is also filed outside, in no other system.',
  );
});

test.each(presetIds)('every slot of %s is set under a label of its own', (id) => {
  const slots = policySections(presets[id], 'Harbor')
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  const labels = slots.map(({ label }) => label);

  expect(new Set(labels).size).toBe(labels.length);
  for (const { shown } of slots) expect(shown).not.toBe('');
});

test.each(presetIds)('every slot of %s stands for the field that it names', (id) => {
  const document: Json = JSON.parse(JSON.stringify(presets[id]));
  const slots = policySections(presets[id], 'Harbor')
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  const kept = slots.filter(({ kind }) => kind === 'number' || kind === 'choice');

  for (const slot of kept.filter(({ value }) => value !== null && value !== ''))
    expect(withValue(document, slot.path, slot.value)).toEqual(document);
});

test('entries are added, changed and taken out, and the rest stays', () => {
  const document: Json = { list: [{ a: 1 }, { a: 2 }], other: 'x' };
  const entry = { label: 'Add', path: ['list'], to: 'list', entry: { a: 3 } } as const;

  expect(withAddition(document, entry)).toEqual({
    list: [{ a: 1 }, { a: 2 }, { a: 3 }],
    other: 'x',
  });
  expect(withValue(document, ['list', 0], undefined)).toEqual({ list: [{ a: 2 }], other: 'x' });
  expect(withValue(document, ['other'], undefined)).toEqual({ list: [{ a: 1 }, { a: 2 }] });
  expect(withValue(document, ['list', 1, 'a'], 5)).toEqual({
    list: [{ a: 1 }, { a: 5 }],
    other: 'x',
  });
});

test('only what has an effect can be chosen (REQ-021, C-11)', () => {
  const { comprehensive } = presets;
  const slots = policySections(comprehensive, 'Harbor')
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'));
  const optionsOf = (field: string) =>
    slots.flatMap((slot) =>
      slot.kind === 'choice' && slot.path.at(-1) === field
        ? slot.options.map(({ value }) => value)
        : [],
    );

  expect(optionsOf('from')).toEqual([]);
  expect(optionsOf('keyProviderCoverage')).toEqual(['off', 'any', 'all_within_interval']);
  // What no sentence sets is set by nobody: a document has nothing there that waits for an effect.
  const fields = slots.map(({ path }) => path.at(-1));
  const named = Object.keys(comprehensive.documentation).filter((key) => key !== 'artifacts');
  for (const field of [...named, ...Object.keys(comprehensive.planUpdate)])
    expect(fields).toContain(field);
});

test('days off are named, weekly ones as numbers and others as dates (REQ-021)', () => {
  const { comprehensive } = presets;
  const daysOff = (policy: typeof comprehensive) =>
    policySections(policy, 'Harbor').find(({ key }) => key === 'days-off');
  const [addition] = daysOff(comprehensive)?.additions ?? [];
  const named = {
    ...comprehensive,
    businessCalendar: { weekend: [5, 6], holidays: [Temporal.PlainDate.from('2026-12-25')] },
  };

  expect(daysOff(comprehensive)?.sentences.map(wordsOf)).toEqual([
    'Saturday and Sunday are days off.',
  ]);
  expect(addition?.entry).toEqual({ weekend: [6, 7], holidays: [] });
  expect(daysOff(named)?.sentences.map(wordsOf)).toEqual([
    'Off are Friday, Saturday, and these dates: 2026-12-25.',
  ]);
  expect(
    comparePolicies(comprehensive, named, { programName: 'Harbor', kinds: [] }).map(
      ({ title }) => title,
    ),
  ).toEqual(['Days off']);
});

test('two programs at once are told, added and compared as a sentence (C-34)', () => {
  const { comprehensive, supportive } = presets;
  const beside = (policy: typeof comprehensive) =>
    policySections(policy, 'Harbor').find(({ key }) => key === 'beside');
  const [addition] = beside(comprehensive)?.additions ?? [];
  const ruled = {
    ...comprehensive,
    crossProgram: [
      {
        kind: 'dual_enrollment' as const,
        otherPolicyId: supportive.policyId,
        maxDays: 60,
        jointConference: ['on_admission', 'before_end'] as const,
        jointPlan: true,
      },
    ],
  };

  expect(addition).toMatchObject({ path: ['crossProgram'], to: 'field', entry: [{ maxDays: 60 }] });
  expect(beside(comprehensive)?.sentences.map(wordsOf)).toEqual([
    'Nothing more is asked for a client who is in another program of the agency too.',
  ]);
  expect(beside(ruled)?.sentences.map(wordsOf)).toEqual([
    'A client is also in a program with the rules of Supportive case management for at most 60 days; a case conference with somebody of that program must be held on the day on which that begins, before the last of those days, with its steps in writing.',
  ]);
  expect(beside(ruled)?.additions).toMatchObject([{ to: 'list' }]);
  expect(
    comparePolicies(comprehensive, ruled, { programName: 'Harbor', kinds: [] }).map(
      ({ title }) => title,
    ),
  ).toEqual(['Two programs at once']);
});

test('what no sentence tells is still said to differ', () => {
  const { supportive } = presets;
  const other = { ...supportive, followUp: { ...supportive.followUp, remindBeforeDays: [3] } };

  expect(comparePolicies(supportive, other, { programName: 'Harbor', kinds: [] })).toEqual([
    {
      title: 'Other rules',
      changes: [{ before: null, after: 'The rules of follow-up differ.' }],
    },
  ]);
  expect(comparePolicies(supportive, supportive, { programName: 'Harbor', kinds: [] })).toEqual([]);
});

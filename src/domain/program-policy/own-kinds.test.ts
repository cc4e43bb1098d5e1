import { expect, test } from 'vitest';
import { asPublished, freeCodeOf, kindUseInWords } from './own-kinds.ts';

test.each([
  [0, [], 'No provider is of this kind, and no rules name it.'],
  [1, ['Harbor'], '1 provider is of this kind, and the rules of Harbor name it.'],
  [1200, [], '1,200 providers are of this kind, and no rules name it.'],
  [3, ['Bay', 'Harbor'], '3 providers are of this kind, and the rules of Bay and Harbor name it.'],
])(
  'a kind of %i providers that the rules of %j name says so (REQ-082)',
  (providers, programs, sentence) => {
    expect(kindUseInWords({ providers, programs })).toBe(sentence);
  },
);

test('the code of a kind is made of its name, with a number where another one has it already (REQ-082)', () => {
  const taken = [{ code: 'own-drug-counselor' }, { code: 'own-drug-counselor-2' }] as const;

  expect(freeCodeOf(' Drug  counselor', [])).toBe('own-drug-counselor');
  expect(freeCodeOf('Drug counselor', taken)).toBe('own-drug-counselor-3');
});

const renamed = {
  code: 'own-drug-counselor',
  name: 'Addiction counselor',
  isRetired: false,
  formerNames: [
    { name: 'Drug counselor', until: '2026-03-01T12:00:00Z' },
    { name: 'Substance use counselor', until: '2026-06-01T12:00:00Z' },
  ],
} as const;

test.each([
  ['2026-02-01T12:00:00Z', 'Addiction counselor (Drug counselor when this was published)'],
  ['2026-03-01T12:00:00Z', 'Addiction counselor (Substance use counselor when this was published)'],
  ['2026-06-01T12:00:00Z', 'Addiction counselor'],
  [null, 'Addiction counselor'],
])('in rules that were published at %s the kind reads %s (REQ-082)', (published, name) => {
  const at = published === null ? null : Temporal.Instant.from(published);

  expect(asPublished([renamed], at)).toMatchObject([{ name }]);
});

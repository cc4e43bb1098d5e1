import { expect, test } from 'vitest';
import { kindUseInWords } from './own-kinds.ts';

test.each([
  [0, [], 'No provider is of this kind, and no rules name it.'],
  [1, ['Harbor'], '1 provider is of this kind, and the rules of Harbor name it.'],
  [3, ['Bay', 'Harbor'], '3 providers are of this kind, and the rules of Bay and Harbor name it.'],
])(
  'a kind of %i providers that the rules of %j name says so (REQ-082)',
  (providers, programs, sentence) => {
    expect(kindUseInWords({ providers, programs })).toBe(sentence);
  },
);

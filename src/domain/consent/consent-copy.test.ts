import { expect, test } from 'vitest';
import { copyLanguage } from './consent-copy.ts';

test.each([
  [['Spanish', 'English'], 'es'],
  [['español'], 'es'],
  [['es'], 'es'],
  [['English', 'Spanish'], 'en'],
  [['Estonian'], 'en'],
  [['Haitian Creole'], 'en'],
  [[], 'en'],
])('whose languages are %j reads a copy in "%s" (REQ-035)', (languages, language) => {
  expect(copyLanguage(languages)).toBe(language);
});

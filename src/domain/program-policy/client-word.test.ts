import { expect, test } from 'vitest';
import { pluralOf } from '#domain/plurals.ts';
import { clientsWord, clientWord, withArticle, wordFor } from './client-word.ts';

test('people are called what their program calls them, and clients where programs differ', () => {
  expect(clientWord([{ client: 'patient' }, { client: 'patient' }])).toBe('patient');
  expect(clientsWord([{ client: 'participant' }])).toBe('participants');
  expect(clientWord([{ client: 'patient' }, { client: 'participant' }])).toBe('client');
  expect(clientWord([])).toBe('client');
});

test('one person is called what the programs call them that run, and where none does what those called them that ended', () => {
  const patient = { endedOn: null, vocabulary: { client: 'patient' } };
  const guest = { endedOn: '2027-01-31', vocabulary: { client: 'guest' } };

  expect(wordFor([patient, guest])).toBe('patient');
  expect(wordFor([guest])).toBe('guest');
  expect(wordFor([patient, { ...guest, endedOn: null }])).toBe('client');
  expect(wordFor([])).toBe('client');
});

test.each([
  ['patient', 'a patient', 'patients'],
  ['individual', 'an individual', 'individuals'],
  ['user', 'a user', 'users'],
  ['family', 'a family', 'families'],
  ['young person', 'a young person', 'young people'],
])('whatever a program calls them, %s reads as a word does (REQ-142)', (word, one, more) => {
  expect([withArticle(word), pluralOf(word)]).toEqual([one, more]);
});

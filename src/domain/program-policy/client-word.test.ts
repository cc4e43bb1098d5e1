import { expect, test } from 'vitest';
import { clientsWord, clientWord } from './client-word.ts';

test('people are called what their program calls them, and clients where programs differ', () => {
  expect(clientWord([{ client: 'patient' }, { client: 'patient' }])).toBe('patient');
  expect(clientsWord([{ client: 'participant' }])).toBe('participants');
  expect(clientWord([{ client: 'patient' }, { client: 'participant' }])).toBe('client');
  expect(clientWord([])).toBe('client');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientName, readClientQuery, searchKey } from './client-name.ts';

const text = fc.string({ unit: 'binary', maxLength: 24 });

test('the preferred name stands in for the legal given name', () => {
  const legal = { legalGiven: 'Robert', legalFamily: 'Osei' };

  expect(clientName({ ...legal, preferredName: 'Bo' })).toBe('Bo Osei');
  expect(clientName({ ...legal, preferredName: '' })).toBe('Robert Osei');
});

test.each([
  ['José Núñez', 'josenunez'],
  ["O'Brien-Smith", 'obriensmith'],
  ['  de la Cruz ', 'delacruz'],
  ['İREM', 'irem'],
  ['ΝΙΚΟΣ', 'νικοσ'],
  ['李 小龍', '李小龍'],
  ['Jr. 3', 'jr3'],
  ['--', ''],
])('%s is searched as "%s"', (name, key) => {
  expect(searchKey(name)).toBe(key);
});

test('a search key is its own key, and holds letters and digits only', () => {
  fc.assert(
    fc.property(text, (name) => {
      const key = searchKey(name);
      expect(searchKey(key)).toBe(key);
      expect(key).toMatch(/^[\p{L}\p{N}]*$/u);
    }),
  );
});

test('however a name is written, typing its beginning finds it', () => {
  fc.assert(
    fc.property(text, fc.nat(24), (name, length) => {
      const beginning = Array.from(name).slice(0, length).join('');

      expect(searchKey(name).startsWith(searchKey(beginning))).toBe(true);
      expect(searchKey(name.normalize('NFC'))).toBe(searchKey(name.normalize('NFD')));
    }),
  );
});

test('a query is read as names in either order, a number, an identifier or a birth date', () => {
  expect(readClientQuery('Rivera, Alma')).toMatchObject({
    start: 'rivera',
    splits: [
      { head: 'rivera', tail: 'alma' },
      { head: 'riveraalma', tail: '' },
    ],
    number: null,
    bornOn: null,
  });
  expect(readClientQuery('#1042').number).toBe(1042);
  expect(readClientQuery('ab-12 34').identifier).toBe('ab1234');
  expect(readClientQuery('3/27/1984').bornOn).toBe('1984-03-27');
  expect(readClientQuery('1984-3-27').bornOn).toBe('1984-03-27');
  expect(readClientQuery('2/30/1984').bornOn).toBeNull();
  expect(readClientQuery(' ').start).toBe('');
});

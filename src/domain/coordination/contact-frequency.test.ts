import { expect, test } from 'vitest';
import { frequencyWith, oftenInWords, perClientMonth } from './contact-frequency.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const lee = { kind: 'provider', id: 'lee' } as const;
const ash = { kind: 'provider', id: 'ash' } as const;
const spring = { from: day('2026-03-01'), until: day('2026-05-31') };

test('contacts are summed with each partner, and who was never spoken to is there with none (REQ-031)', () => {
  const counted = [
    { partner: lee, activity: 'advocacy', contacts: 1, lastOn: day('2026-05-02') },
    { partner: lee, activity: 'arranging-access', contacts: 3, lastOn: day('2026-04-01') },
  ] as const;

  expect(frequencyWith(counted, [lee, ash])).toEqual([
    {
      partner: lee,
      contacts: 4,
      lastOn: day('2026-05-02'),
      activities: [
        { activity: 'arranging-access', contacts: 3 },
        { activity: 'advocacy', contacts: 1 },
      ],
    },
    { partner: ash, contacts: 0, lastOn: null, activities: [] },
  ]);
});

test.each([
  [0, 'No contact'],
  [1, '1 contact'],
  [4, '4 contacts, about every 23 days'],
  [92, '92 contacts, about every day'],
  [400, '400 contacts, several a day'],
])('%i contacts in 92 days are "%s" (REQ-031)', (contacts, words) => {
  expect(oftenInWords(contacts, spring)).toBe(words);
});

test('contacts for each client and month are told to one decimal, and of nobody nothing is told (REQ-024)', () => {
  expect(perClientMonth({ contacts: 9, clients: 2 }, spring)).toBe(1.5);
  expect(perClientMonth({ contacts: 0, clients: 0 }, spring)).toBeNull();
});

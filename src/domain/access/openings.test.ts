import { expect, test } from 'vitest';
import { namesToCompare, weekOf, weeksBefore } from '#domain/access/openings.ts';

test.each([
  ['Ana Rivera', ['rivera']],
  ['Ana de la Cruz, LCSW', ['delacruz', 'lacruz', 'cruz']],
  ['José Peña Jr.', ['pena']],
  ['Rivera', ['rivera']],
  ['Ana Rivera-Díaz', ['riveradiaz']],
  ['', []],
])(
  'the family name of "%s" is compared in every way that it can be read (REQ-178)',
  (name, surnames) => {
    expect(namesToCompare(name).map(({ surname }) => surname)).toEqual(surnames);
  },
);

test('the whole name is compared beside it, without titles (REQ-178)', () => {
  expect(namesToCompare('Ana de la Cruz, LCSW')[0]?.whole).toBe('anadelacruz');
});

test.each([
  ['2026-05-04', '2026-05-04'],
  ['2026-05-10', '2026-05-04'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(weekOf(Temporal.PlainDate.from(day)).toString()).toBe(monday);
});

test('eight weeks are looked back on, this one not among them (REQ-178)', () => {
  const weeks = weeksBefore(Temporal.PlainDate.from('2026-05-04')).map(String);

  expect(weeks).toHaveLength(8);
  expect([weeks[0], weeks.at(-1)]).toEqual(['2026-03-09', '2026-04-27']);
});

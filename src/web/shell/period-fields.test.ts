import { expect, test } from 'vitest';
import { periodAsked } from './period-fields.tsx';

test('while a year is typed, or the dates stand the wrong way round, what is whole is asked for and nothing else (REQ-031)', () => {
  const until = '2026-06-30';
  for (const from of ['0002-01-01', '0020-01-01', '0202-01-01', '9026-01-01'])
    expect(periodAsked({ from, until })).toEqual({ until });
  expect(periodAsked({ from: '2026-01-01', until: '0002-06-30' })).toEqual({ from: '2026-01-01' });
  expect(periodAsked({ from: '2026-01-01', until })).toEqual({ from: '2026-01-01', until });
  expect(periodAsked({ from: until, until: '2026-01-01' })).toEqual({});
});

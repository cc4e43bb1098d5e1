import { expect, test } from 'vitest';
import { newId } from './ids.ts';

const at = (millis: number) => Temporal.Instant.fromEpochMilliseconds(1_780_000_000_000 + millis);

test('what is made one after the other sorts so, within one moment too', () => {
  const ids = [0, 0, 0, 0, 1, 1, 2].flatMap((millis) =>
    Array.from({ length: 500 }, () => newId(at(millis))),
  );

  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('more of one moment than can be counted are still each an id of its own', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(at(7)));

  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 10))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

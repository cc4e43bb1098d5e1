import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { startHouse } from '#test/house.ts';

// Before anything connects: a connection keeps the function that it finds.
const asked = vi.spyOn(pg.Client.prototype, 'query');
const house = await startHouse();
afterAll(() => house.close());
const { alma } = await filingsGiven(house);
const chart = `/api/clients/${alma.clientId}`;

/** What a request reads by statements that the database plans anew each time. */
async function plannedAnew(path: string): Promise<string[]> {
  asked.mockClear();
  const { status } = await house.as('ana').get(path);
  const texts = asked.mock.calls.map(([text]): unknown => text);
  expect(status).toBe(200);
  expect(texts.length).toBeGreaterThan(5);
  return texts.filter(
    (text): text is string => typeof text === 'string' && /^\s*(select|with)\b/i.test(text),
  );
}

test.for(['', '/record', '/consents', '/care-team', '/actions'])(
  'what is read to show a client’s chart%s is planned once: planning it with row security takes ten times as long as reading it (S4)',
  async (part) => {
    expect(await plannedAnew(`${chart}${part}`)).toEqual([]);
  },
);

import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { startHouse } from '#test/house.ts';

// Before anything connects: a connection keeps the function that it finds.
const asked = vi.spyOn(pg.Client.prototype, 'query');
const house = await startHouse();
afterAll(() => house.close());
const { alma, providerId } = await filingsGiven(house);
const chart = `/api/clients/${alma.clientId}`;
await contactGiven();

async function contactGiven() {
  const { status } = await house.as('ana').post(`${chart}/contacts`, {
    partner: { kind: 'provider', id: providerId },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2027-03-12',
    note: 'The clinic called.',
  });
  expect(status).toBe(200);
}

function isReading(text: unknown): text is string {
  return typeof text === 'string' && /^\s*(select|with)\b/i.test(text);
}

/** What a request reads: by statements that the database plans anew each time, and by those whose plan is kept. */
async function readBy(path: string) {
  asked.mockClear();
  const answer = await house.as('ana').get(path);
  const sent = asked.mock.calls.map(([each]): unknown => each);
  expect(answer.status).toBe(200);
  expect(sent.length).toBeGreaterThan(5);
  const kept = sent.flatMap((each) =>
    typeof each === 'object' && each !== null && 'text' in each ? each.text : [],
  );
  return { anew: sent.filter(isReading), kept: kept.filter(isReading) };
}

test.for(['', '/record', '/consents', '/care-team', '/actions'])(
  'what is read to show a client’s chart%s is planned once: planning it with row security takes ten times as long as reading it (S4)',
  async (part) => {
    const { anew, kept } = await readBy(`${chart}${part}`);
    expect(anew).toEqual([]);
    // A column that a later version adds would be an error on a connection that keeps the plan of `*`.
    expect(kept.filter((text) => /(?:^|[\s,.])\*\s*(?:,|from\b)/i.test(text))).toEqual([]);
  },
);

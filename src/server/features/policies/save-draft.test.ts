import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const { programId } = await given.program(await given.agency('riverbend'));
const admin = () => house.as('riverbend-admin');
afterAll(() => house.close());

test('another time zone is refused at its field, and nothing of what was typed with it is kept', async () => {
  await admin().post('/api/policies/draft', { programId, version: 1 });
  const read = async () =>
    (await admin().get(`/api/policies/version?programId=${programId}&version=2`)).body;
  const { revision, document } = await read();
  const saved = await admin().post('/api/policies/draft/save', {
    programId,
    version: 2,
    revision,
    document: { ...document, cadence: [], timeZone: 'America/Los_Angeles' },
  });

  expect(saved.status).toBe(400);
  expect(saved.body.fields).toEqual([
    {
      path: 'document.timeZone',
      message: expect.stringContaining('this program works in America/New_York'),
    },
  ]);
  expect((await read()).document).toEqual(document);
});

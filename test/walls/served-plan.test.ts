import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { servedCases, type ServedCase as Case } from '#test/walls/served-cases.ts';

const house = await startHouse();
let scene: Awaited<ReturnType<typeof servedCases>>;
afterAll(() => house.close());
beforeAll(async () => {
  scene = await servedCases(house);
});

const read = async (who: string, { conferenceId }: Case) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body;
const offered = async (who: string, about: Case) => {
  const { may, reviews } = await read(who, about);
  return [may, reviews.map(({ mayVoid }: { mayVoid: boolean }) => mayVoid)];
};
const move = async (who: string, about: Case) => {
  const { version, schedule } = await read(who, about);
  const { on, minutes, timeZone, mode } = schedule;
  const { status, body } = await house
    .as(who)
    .post(`/api/conferences/${about.conferenceId}/reschedule`, {
      version,
      schedule: { on, time: '11:00', minutes, timeZone, mode },
    });
  return [status, body.type, body.title];
};

test('whoever might pass somebody by is offered no change of a meeting, whoever comes, and is told who may (EP-12, EP-14)', async () => {
  const { served, other } = scene;
  for (const who of ['bo', 'sue']) {
    expect(await offered(who, served)).toEqual(await offered(who, other));
    expect((await read(who, other)).may).toMatchObject({
      plan: false,
      invite: false,
      start: false,
    });
    expect(await move(who, served)).toEqual(await move(who, other));
    expect(await move(who, other)).toEqual([
      403,
      'not-taking-part',
      expect.stringContaining('or who planned it'),
    ]);
  }
});

test('control: whoever planned it or takes part is offered it, and it is done (EP-12)', async () => {
  for (const who of ['ana', 'ben']) expect((await read(who, scene.served)).may.plan).toBe(true);
  expect((await move('ben', scene.served))[0]).toBe(200);
});

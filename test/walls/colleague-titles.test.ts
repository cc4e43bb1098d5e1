import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, type Asked } from '#test/walls/any-request.ts';
import { everyPage } from '#test/walls/canary-questions.ts';
import { teller } from '#test/walls/canary-words.ts';
import { partsOf, perClient } from '#test/walls/served-later-asked.ts';
import { servedWorld, type ServedWorld } from '#test/walls/served-later-world.ts';
import { knownIn } from '#test/walls/two-worlds.ts';
import { startHouse } from '#test/house.ts';

/** One word, for the words of a page on paper are compared without their spaces. */
const title = 'Addictionist';
let world: ServedWorld;
afterAll(() => world.house.close());

/** Ben is called by what he does: he is on the care team, sat in the meeting, has a step to take, wrote, asked and looked. */
beforeAll(async () => {
  const house = await startHouse();
  world = await servedWorld(house, { isServed: false });
  const tell = teller(house);
  const ben = world.ids.filter(([kind]) => kind === 'staff_id')[1]?.[1];
  await house.owner.query(`update staff_version set title = $1 where staff_id = $2`, [title, ben]);
  const at = `/api/clients/${world.client.clientId}`;
  await tell('ana', `${at}/care-team/add`, { kind: 'staff', personId: ben, from: '2026-02-01' });
  await tell('ben', `${at}/attempts`, {
    enrollmentId: world.client.enrollmentId,
    on: '2027-02-14',
    channel: 'telephone',
    outcome: 'no_response',
    to: { kind: 'provider', id: world.physician.providerId },
    nextStep: 'write',
  });
  await tell('ben', `${at}/contacts`, {
    partner: { kind: 'provider', id: world.physician.providerId },
    activity: 'advocacy',
    channel: 'phone',
    on: '2027-03-15',
    note: 'A ride was booked.',
  });
  await house.owner.query(
    `update action_item set owner_staff_id = $1, owner_provider_id = null where client_id = $2`,
    [ben, world.client.clientId],
  );
});

/** These are about no client: who works at the agency, and whom one may choose from. */
const isOfNobody = (path: string) =>
  /^\/api\/(staff|staff-access|session|programs|enrollment-choices|audit\/taken-out)\b/.test(
    path,
  ) || /\/(partners|colleagues)\b/.test(path);

async function pagesWithTitle(who: string) {
  const asked: Asked[] = [
    ...everyPage(knownIn(world)),
    ...[...partsOf(world), ...perClient(world)].map((path): Asked => ({
      method: 'GET',
      path,
      body: undefined,
    })),
  ];
  const told: string[] = [];
  // The latest are on the first page of who looked.
  await world.house.as('ben').get(`/api/clients/${world.client.clientId}`);
  for (const question of asked) {
    const { comparable } = await answerTo(world.house, world.house.as(who).token, question);
    if (comparable.includes(title)) told.push(question.path);
  }
  return told;
}

test.each(['bo', 'una', 'sue', 'north-admin', 'bil', 'aud'])(
  'what a colleague is called stands on no page about a client for %s, who does not read all of the case (S4, EP-14, REQ-036)',
  async (who) => {
    expect((await pagesWithTitle(who)).filter((path) => !isOfNobody(path))).toEqual([]);
  },
);

test('control: whoever reads the whole case reads it, and whoever sits in the meeting (S4)', async () => {
  const told = await pagesWithTitle('ana');
  for (const part of [
    '/care-team',
    '/conferences/',
    '/actions',
    '/looked',
    '/sign-in-sheet',
    '/filings/',
  ])
    expect([part, told.filter((each) => each.includes(part)).length]).not.toEqual([part, 0]);
});

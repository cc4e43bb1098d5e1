import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdBySteps } from '#test/golden/conference-by-steps.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';
import { servedCases, type ServedCase as Case } from '#test/walls/served-cases.ts';

const house = await startHouse();
const tell = teller(house);
let served: Case;
let other: Case;
let alone: string;
afterAll(() => house.close());

/** Both meetings were held with all who were asked, and before the second of them one with nobody from outside. */
beforeAll(async () => {
  const scene = await servedCases(house, { on: '2027-03-15' });
  ({ served, other } = scene);
  const { agency, program, ana } = scene;
  await givenIn(house).staff(agency, 'sol', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  const held = await holdBySteps(house, {
    client: other,
    leader: ana,
    on: '2027-03-15',
    plannedMinutesAhead: 45,
  });
  alone = held.conferenceId;
  for (const [each, from] of [
    [served, '2027-03-15T14:00:00Z'],
    [other, '2027-03-15T14:20:00Z'],
  ] as const) {
    const { conferenceId, reviewId } = each;
    const meeting = { conferenceId, reviewIds: [reviewId], version: () => Promise.resolve('') };
    await meetingsIn(house).held('ana', meeting, { from, owner: ana });
    await tell('ana', `/api/conferences/${conferenceId}/close`, {});
  }
}, 120_000);

const countsOf = async (who: string, conferenceId: string) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body.reviews[0].counts;

test('whether a conference counts is told to all, for its next date tells it; why not is told to whoever may know who was there (REQ-131, REQ-142, EP-14)', async () => {
  for (const who of ['ana', 'sol'])
    expect((await countsOf(who, alone)).reasonCodes).toContain('TEAM_ONLY');
  for (const who of ['bo', 'una', 'sue'])
    expect(await countsOf(who, alone)).toMatchObject({ ok: false, reasonCodes: [] });
  for (const who of ['bo', 'una', 'sue'])
    expect(await countsOf(who, served.conferenceId)).toEqual(
      await countsOf(who, other.conferenceId),
    );
});

test('so it is where a due date is explained (REQ-142, EP-14)', async () => {
  const lookedAt = async (who: string) => {
    const { body } = await house
      .as(who)
      .post(`/api/enrollments/${other.enrollmentId}/why`, { obligationKey: 'every-six-months' });
    const [found] = body.lookedAt.filter(({ text }: { text: string }) => text.includes('15 Mar'));
    return found;
  };
  expect((await lookedAt('ana'))?.reasons.length).toBeGreaterThan(0);
  for (const who of ['una', 'sue'])
    expect(await lookedAt(who)).toMatchObject({
      reasons: [],
      warnings: [{ text: expect.stringContaining('The patient was not there') }],
    });
});

test('a list of a past day counts no key provider whom its reader is not shown (REQ-033, EP-14)', async () => {
  const there = async (who: string) => {
    const question = { asOf: '2027-03-15', knowledge: 'today' };
    const { snapshotId } = await tell(who, '/api/due-snapshots', question);
    await house.runJobs();
    const { body } = await house.as(who).get(`/api/due-snapshots/${snapshotId}?show=all`);
    return body.rows.map(
      ({ held }: { held: { keyProviders: string } | null }) => held?.keyProviders,
    );
  };
  const known = await there('sol');
  expect(known.join()).toContain('Marisol Whit');
  const [one, two] = await there('sue');
  expect(one).toContain('of the key providers who are shown to you');
  expect(one).toBe(two);
});

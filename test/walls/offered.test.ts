import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { tokenOf } from '#test/walls/asked-right.ts';
import { actors } from '#test/walls/authorization-actors.ts';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { keepWorld } from '#test/walls/kept-world.ts';
import { type Places, shownIn } from '#test/walls/offers.ts';
import { offeredAndMet } from '#test/walls/offered-and-met.ts';

const { house, north } = await authorizationWorld();
let restore: () => Promise<void>;
let places: Places;
afterAll(() => house.close());

const firstOf = (column: string) => north.ids.get(column)?.[0]?.id ?? '';

const one = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows[0];

/** Beside what has happened there already: a meeting in each state that can be led by somebody. */
beforeAll(async () => {
  const clientId = firstOf('client_id');
  const agencyId = firstOf('agency_id');
  const staffCalled = async (name: string) => ({
    name,
    ...(await one(`select staff_id as "staffId" from staff_version where full_name = $1`, [name])),
  });
  const [ana, bo] = [await staffCalled('north-worker'), await staffCalled('north-colleague')];
  const { body } = await house.as('north-worker').get(`/api/clients/${clientId}/enrollments`);
  const [enrollment] = body.enrollments;
  const other = await givenIn(house).program({ agencyId, name: 'north' }, { name: 'Elsewhere' });
  const clients = [{ clientId, enrollmentId: enrollment.enrollmentId }];
  const meetings = meetingsIn(house);
  const planned = (time: string) =>
    meetings.planned('north-worker', clients, { ana, bo, on: '2027-03-22', time });
  const draft = await planned('20:00');
  const scheduled = await planned('21:00');
  await meetings.invited('north-worker', scheduled);
  const ended = await planned('09:00');
  await meetings.invited('north-worker', ended);
  await meetings.held('north-worker', ended, { from: '2027-03-22T13:00:00Z', owner: ana });
  await house.owner.query(
    `update auth.session_scope set proved_at = auth.now() + interval '1 hour'`,
  );
  await house.runJobs();
  const { rows: written } = await house.owner.query(
    `select distinct conference_id as id from mail where conference_id is not null`,
  );
  const conferencesWithMail = written.map(({ id }) => id);
  places = {
    clientId,
    enrollmentId: enrollment.enrollmentId,
    teamId: enrollment.teamId,
    programId: enrollment.programId,
    otherProgramId: other.programId,
    otherTeamId: other.teamId,
    closedReviewId: firstOf('closed_review_id'),
    providerId: bo.staffId,
    conferencesWithMail,
    meetings: {
      draft: draft.conferenceId,
      scheduled: scheduled.conferenceId,
      inSession: firstOf('conference_id'),
      ended: ended.conferenceId,
    },
  };
  // Somebody of the client's name has opened the record.
  await house.owner.query(
    `update staff_version set full_name = 'Bo Rivera' where full_name = 'north-colleague'`,
  );
  await house.as('north-colleague').get(`/api/clients/${clientId}`);
  restore = await keepWorld(house);
});

test('what a record offers is not refused to whoever it is offered to, and what it does not offer is (S1)', async () => {
  const tokens = new Map(actors.map((actor) => [actor, tokenOf(house, actor)]));
  const found = await offeredAndMet({ house, tokens, restore, shown: shownIn(places) });

  expect(found.differences).toEqual([]);
  // This program bills nothing.
  expect(found.neverDone).toEqual([
    'bill',
    'take a billing back',
    'note preparation',
    'acknowledge family',
  ]);
  expect(found.asked).toBeGreaterThan(300);
});

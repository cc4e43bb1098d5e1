import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { clientsByEffect } from '#test/given-policies.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
beforeAll(() => house.at('2027-03-15T12:00:00Z'));
afterAll(() => house.close());

test('a past day judges again only what was previewed and confirmed (REQ-033)', async () => {
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork('pastures');
  const manager = () => house.as('pastures-admin');
  const client = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency, { email: 'lee@clinic.example' });
  await given.consent(work.agency, { client, providerId, by: work.ana });
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned('ana-pastures', [client], { ...work, people });
  await meetings.invited('ana-pastures', meeting);
  await meetings.held('ana-pastures', meeting, { owner: work.ana });
  const closed = await house
    .as('ana-pastures')
    .post(`/api/conferences/${meeting.conferenceId}/close`);
  expect(closed.status).toBe(200);

  const ours = { programId: work.program.programId, version: 2 };
  await manager().post('/api/policies/draft', { ...ours, version: 1 });
  const path = `programId=${ours.programId}&version=2`;
  const { revision, document } = (await manager().get(`/api/policies/version?${path}`)).body;
  const noVideo = document.modes.map((mode: any) =>
    mode.mode === 'video' ? { ...mode, counts: false, preference: 9 } : mode,
  );
  await manager().post('/api/policies/draft/save', {
    ...ours,
    revision,
    document: { ...document, effectiveFrom: '2027-03-01', modes: noVideo },
  });
  const publishAs = (over: object) =>
    manager().post('/api/policies/publish', { ...ours, revision: revision + 1, ...over });

  expect(await publishAs({ confirmsPast: true })).toMatchObject({
    status: 409,
    body: { type: 'policy-past-not-previewed' },
  });
  await manager().post('/api/policies/preview', { ...ours, revision: revision + 1 });
  await house.runJobs();
  const { counts } = (await manager().get(`/api/policies/preview?${path}`)).body.preview;
  expect(clientsByEffect(counts)).toMatchObject({ 'stops-counting': 1 });
  expect(await publishAs({})).toMatchObject({
    status: 409,
    body: { type: 'policy-judges-past' },
  });
  expect((await publishAs({ confirmsPast: true })).status).toBe(200);
  await house.runJobs();
  const { rows } = await house.owner.query(
    `select last_held_on, kind from obligation where enrollment_id = $1 and kind in ('first', 'cadence')`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ last_held_on: null, kind: 'first' }]);
});

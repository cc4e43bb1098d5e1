import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';

/** A Health Home that keeps ACD, with one conference held and one attempt made; people who may read of it, and who may not. */
export async function filingsGiven(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);

  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('riverbend');
  const other = await given.agency('lakeside');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const plain = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'far', { roles: ['case-manager'], program: plain });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  await given.staff(other, 'olga', {
    roles: ['case-manager'],
    program: await given.program(other, { preset: 'health-home' }),
  });
  const alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-01-15' });
  const cal = await given.client(agency, { program: plain, worker: ana, name: 'Cal Moss' });
  const { providerId } = await given.provider(agency);
  for (const client of [alma, cal]) await given.consent(agency, { client, providerId, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned('ana', [alma], { ana, bo, people });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  const [reviewId = ''] = meeting.reviewIds;
  let attemptId = '';
  for (const client of [alma, cal]) {
    const { body } = await house.as('ana').post(`/api/clients/${client.clientId}/attempts`, {
      enrollmentId: client.enrollmentId,
      on: '2027-03-01',
      channel: 'email',
      outcome: 'no_response',
      nextStep: 'ask-managed-care-plan',
      to: { kind: 'provider', id: providerId },
      note: 'The clinic moved.',
    });
    attemptId ||= body.attemptId;
  }
  return { agency, ana, alma, providerId, reviewId, attemptId };
}

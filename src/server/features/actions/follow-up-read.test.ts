import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
afterAll(() => house.close());

test('whoever follows a restricted step up finds it and may finish it; no colleague beside them does, and whoever was not trained is not named for it (EP-09, EP-15, REQ-119, REQ-036)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const seat = { roles: ['case-manager' as const], program };
  await given.staff(agency, 'di', seat);
  const cy = await given.staff(agency, 'cy', { ...seat, trained: [] });
  const client = await given.client(agency, { program, worker: ana });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const meeting = await meetings.planned('ana', [client], { ana, bo });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  const conference = `/api/conferences/${meeting.conferenceId}`;
  const steps = `${conference}/reviews/${meeting.reviewIds[0]}/action-items`;
  const step = (by: GivenStaff) => ({
    needId: null,
    text: 'Ask the clinic',
    owner: { kind: 'staff', id: ana.staffId },
    dueOn: '2027-03-20',
    followUp: { on: '2027-03-29', how: 'By telephone', by: by.staffId },
  });
  expect(await house.as('ana').post(steps, step(cy))).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'followUp.by' }] },
  });
  const { actionItemId } = await tell('ana', steps, step(bo));
  await tell('ana', `${conference}/close`, {});

  const followed = async (who: string): Promise<{ actionItemId: string; version: number }[]> => {
    const { body } = await house.as(who).get('/api/actions');
    return body.followedUp.filter((item: { text: string }) => item.text === 'Ask the clinic');
  };
  const ofClient = async (who: string) =>
    JSON.stringify((await house.as(who).get(`/api/clients/${client.clientId}/actions`)).body);
  const [found] = await followed('bo');
  expect(found).toMatchObject({ actionItemId });
  for (const who of ['di', 'cy']) {
    expect(await followed(who)).toEqual([]);
    expect(await ofClient(who)).not.toContain('Ask the clinic');
  }
  const done = { version: found?.version, outcome: 'They called back.' };
  expect(
    (await house.as('bo').post(`/api/actions/${String(actionItemId)}/done`, done)).status,
  ).toBe(200);
});

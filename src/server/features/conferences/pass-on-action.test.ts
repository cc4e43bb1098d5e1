import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
afterAll(() => house.close());

test('whoever owns a restricted step and may not read the whole case passes it on to nobody: they would not see it (EP-09, REQ-036)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana, bo } = work;
  const client = await given.client(agency, { program, worker: ana });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  await house.at('2027-03-15T14:00:00Z');
  const path = `/api/conferences/${meeting.conferenceId}`;
  const steps = `${path}/reviews/${meeting.reviewIds[0]}/action-items`;
  await tell('ana', `${path}/start`, {});
  await tell('ana', `${path}/reviews/${meeting.reviewIds[0]}/activate`, {});
  const step = {
    needId: null,
    text: 'Ask the clinic',
    owner: { kind: 'staff', id: bo.staffId },
    dueOn: '2027-03-20',
    followUp: { on: '2027-03-29', how: 'By telephone', by: bo.staffId },
  };
  const { actionItemId } = await tell('bo', steps, step);
  const edit = (who: string, more: object) =>
    house.as(who).post(`${steps}/${actionItemId}`, { ...step, ...more });
  const toAna = { owner: { kind: 'staff', id: ana.staffId } };

  expect((await edit('bo', { text: 'Ask the other clinic' })).status).toBe(200);
  expect(await edit('bo', toAna)).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'owner' }] },
  });
  expect((await edit('ana', toAna)).status).toBe(200);
  expect((await house.as('bo').post(steps, { ...step, ...toAna })).status).toBe(200);
});

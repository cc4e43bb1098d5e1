import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
});
beforeEach(async () => {
  await house.at('2027-03-15T12:00:00Z');
  client = await given.client(work.agency, { program: work.program, worker: work.ana });
});

const here = () => `/api/clients/${client.clientId}`;
const becomes = (held: string) =>
  house.owner.query(`insert into client_class values ($1, $2, $3, 'test', now())`, [
    work.agency.agencyId,
    client.clientId,
    held,
  ]);

describe('what came of an action', () => {
  /** Two steps that are general, of whoever has the case; one is done and one given up, with words. */
  const finished = async (held: string | null) => {
    const meeting = await meetings.planned('ana', [client], work);
    await meetings.invited('ana', meeting);
    await meetings.held('ana', meeting, { owner: work.bo });
    const review = `/api/conferences/${meeting.conferenceId}/reviews/${meeting.reviewIds[0]}`;
    await house.as('ana').post(`${review}/action-items`, {
      needId: null,
      text: 'Another step',
      owner: { kind: 'staff', id: work.bo.staffId },
      dueOn: '2027-03-20',
      followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
    });
    await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
    if (held !== null) await becomes(held);
    const { items } = (await house.as('ana').get(`${here()}/actions`)).body;
    for (const [index, { actionItemId, version }] of items.entries()) {
      const words = {
        outcome: 'The viral load is known now.',
        reason: 'She knows her viral load.',
      };
      const { outcome, reason } = words;
      const step = `/api/actions/${actionItemId}`;
      const answer =
        index === 0
          ? await house.as('ana').post(`${step}/done`, { version, outcome })
          : await house.as('ana').post(`${step}/cancel`, { version, reason });
      expect(answer.status).toBe(200);
    }
  };
  const readBy = async (name: string) => {
    const { items } = (await house.as(name).get(`${here()}/actions`)).body;
    const record = JSON.stringify((await house.as(name).get(`${here()}/record?kinds=action`)).body);
    return {
      told: items.map(({ outcome }: { outcome: string | null }) => outcome?.slice(0, 9) ?? null),
      inRecord: ['The viral load', 'She knows her'].filter((words) => record.includes(words)),
    };
  };
  const whole = {
    told: ['The viral', 'She knows'],
    inRecord: ['The viral load', 'She knows her'],
  };

  test('has the class that the case has by now, whatever the action has (EP-07, EP-09, REQ-178)', async () => {
    await finished('hiv');

    expect(await readBy('ana')).toEqual(whole);
    for (const name of ['bo', 'di'])
      expect(await readBy(name)).toEqual({ told: [null, null], inRecord: [] });
  });

  test('a colleague reads it of a case that holds nothing else, but for what has to be said: its absence would tell (S4, EP-09)', async () => {
    await finished(null);

    expect(await readBy('ana')).toEqual(whole);
    for (const name of ['bo', 'di'])
      expect(await readBy(name)).toEqual({
        told: ['The viral', null],
        inRecord: ['The viral load'],
      });
  });
});

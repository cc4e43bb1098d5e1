import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// Two meetings of ana's with the same lines; a class is known of the second case since they were written. Bo takes part in both.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
type Room = { path: string; conferenceId: string; entryId: string; ownId: string; itemId: string };
let work: GivenAgencyAtWork;
let plain: Room;
let restricted: Room;
afterAll(() => house.close());

const step = (dueOn = '2027-03-20', text = 'Book a ride') => ({
  needId: null,
  text,
  owner: { kind: 'staff', id: work.ana.staffId },
  dueOn,
  followUp: { on: '2027-03-29', how: 'By telephone', by: work.ana.staffId },
});

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const begun = async (meeting: Meeting): Promise<Room> => {
    const { conferenceId } = meeting;
    const path = `/api/conferences/${conferenceId}/reviews/${meeting.reviewIds[0]}`;
    await tell('ana', `/api/conferences/${conferenceId}/start`, {});
    await tell('ana', `${path}/activate`, {});
    const line = { kind: 'need', text: 'A ride to the clinic' };
    const { entryId } = await tell('ana', `${path}/entries`, line);
    const { entryId: ownId } = await tell('bo', `${path}/entries`, { ...line, text: 'A coat' });
    const { actionItemId: itemId } = await tell('ana', `${path}/action-items`, step());
    return { path, conferenceId, entryId, ownId, itemId: String(itemId) };
  };
  const planned = async () => {
    const client = await given.client(work.agency, { program: work.program, worker: work.ana });
    const meeting = await meetings.planned('ana', [client], work);
    await meetings.invited('ana', meeting);
    return { client, meeting };
  };
  const [one, two] = [await planned(), await planned()];
  await house.at('2027-03-15T14:00:00Z');
  plain = await begun(one.meeting);
  restricted = await begun(two.meeting);
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'test', auth.now())`, [
    work.agency.agencyId,
    two.client.clientId,
  ]);
});

const post = async (who: string, path: string, body: object) => {
  const { status, body: answer } = await house.as(who).post(path, body);
  return { status, type: answer.type, fields: answer.fields };
};
const shown = async (who: string, { conferenceId }: Room) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body.reviews[0];

test('whoever may not read the whole case writes over no line of another, whatever the case holds (EP-07, EP-14, REQ-036)', async () => {
  const tried = async ({ path, entryId }: Room) =>
    post('bo', `${path}/entries/${entryId}`, {
      text: 'A ride to the HIV clinic',
      class: 'general',
    });
  const [one, two] = [await tried(plain), await tried(restricted)];

  expect(one).toMatchObject({
    status: 409,
    type: 'not-yours-to-rewrite',
    fields: [{ path: 'text' }],
  });
  expect(two).toEqual(one);
  for (const room of [plain, restricted]) {
    const { entries } = await shown('bo', room);
    expect(
      entries.map(({ text, mayChange }: Record<string, unknown>) => [text, mayChange]),
    ).toEqual([
      ['A ride to the clinic', false],
      ['A coat', true],
    ]);
  }
});

test('of a step of another they change dates and people, and not its words (EP-07, EP-14)', async () => {
  const change = ({ path, itemId }: Room, body: object) =>
    post('bo', `${path}/action-items/${itemId}`, { ...body, class: 'general' });
  for (const body of [step('2027-03-21'), step('2027-03-21', 'Book the HIV clinic')])
    expect(await change(restricted, body)).toEqual(await change(plain, body));

  for (const room of [plain, restricted])
    expect((await shown('bo', room)).actionItems).toMatchObject([
      { text: 'Book a ride', dueOn: '2027-03-21' },
    ]);
});

test('they take it out and write it again: it is theirs, and has the class of the case (EP-07)', async () => {
  for (const { path, entryId } of [plain, restricted]) {
    expect((await post('bo', `${path}/entries/${entryId}/remove`, {})).status).toBe(200);
    const line = { kind: 'need', text: 'A ride to the HIV clinic' };
    expect((await post('bo', `${path}/entries`, line)).status).toBe(200);
  }
  const { rows } = await house.owner.query(
    `select class from review_entry where author_id = $1 and removed_at is null order by written_at`,
    [work.bo.staffId],
  );
  expect(rows.filter((row) => row.class === 'hiv')).toHaveLength(1);
});

test('control: whoever has the case and may read it corrects what another wrote (REQ-062)', async () => {
  for (const { path, ownId } of [plain, restricted])
    expect(
      (await post('ana', `${path}/entries/${ownId}`, { text: 'A warm coat', class: 'general' }))
        .status,
    ).toBe(200);
});

import { afterAll, beforeEach, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// Bo takes part in meetings of ana's. He sees their clients, and nothing of HIV.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
await house.at('2027-03-15T12:00:00Z');
const work: GivenAgencyAtWork = await meetings.agencyAtWork();
const { agency, program, ana, bo } = work;
afterAll(() => house.close());
beforeEach(() => house.at('2027-03-15T12:00:00Z'));

type Room = { path: string; review: string; reviews: string[] };
type People = Partial<Parameters<typeof meetings.planned>[2]>;
const client = () => given.client(agency, { program, worker: ana });
const hivNeed = { kind: 'need', text: 'A ride to the HIV clinic', class: 'hiv' };

/** A meeting that began, in which nobody is open yet. */
async function begun(clients: GivenClient[], who: People = {}): Promise<Room> {
  const meeting = await meetings.planned('ana', clients, { ...work, ...who });
  await meetings.invited('ana', meeting);
  const path = `/api/conferences/${meeting.conferenceId}`;
  await house.at('2027-03-15T14:00:00Z');
  await tell('ana', `${path}/start`, {});
  const reviews = meeting.reviewIds.map((id) => `${path}/reviews/${id}`);
  return { path, review: reviews[0] ?? '', reviews };
}

/** One in which nothing is written, and one with a line that bo is not shown. */
async function rooms() {
  const empty = await begun([await client()]);
  await house.at('2027-03-15T12:00:00Z');
  const written = await begun([await client()]);
  for (const { review } of [empty, written]) await tell('ana', `${review}/activate`, {});
  const { entryId } = await tell('ana', `${written.review}/entries`, hivNeed);
  return { empty, written, entryId };
}

const post = async (who: string, path: string, body: object = {}) => {
  const { status, body: answer } = await house.as(who).post(path, body);
  return { status, type: answer.type, title: answer.title };
};
const discard = (who: string, { path }: Room) =>
  post(who, `${path}/discard`, { reason: 'Started by mistake' });
const leaveOut = (who: string, { review }: Room) => post(who, `${review}/not-covered`);

test('whether a meeting that began can be recorded as not held tells nobody of a line that they are not shown (EP-07, EP-14, REQ-036)', async () => {
  const { empty, written } = await rooms();
  const [one, two] = [await discard('bo', empty), await discard('bo', written)];

  expect(one).toMatchObject({ status: 422, type: 'needs-every-client' });
  expect(two).toEqual(one);
  expect(await discard('ana', written)).toMatchObject({ type: 'conference-has-content' });
  expect(await discard('ana', empty)).toMatchObject({ status: 200 });
});

test('nor does whether somebody was discussed after all (EP-07, EP-14, REQ-036)', async () => {
  const { empty, written } = await rooms();
  for (const { path } of [empty, written]) await tell('ana', `${path}/end`, {});
  const [one, two] = [await leaveOut('bo', empty), await leaveOut('bo', written)];

  expect(one).toMatchObject({ status: 422, type: 'needs-every-client' });
  expect(two).toEqual(one);
  expect(await leaveOut('ana', written)).toMatchObject({ type: 'review-has-content' });
  expect(await leaveOut('ana', empty)).toMatchObject({ status: 200 });
});

test('control: while nobody was opened nothing can be written, and whoever takes part records it as not held (REQ-114)', async () => {
  expect(await discard('bo', await begun([await client()]))).toMatchObject({ status: 200 });
});

test('nobody records a meeting as not held that is about somebody whom they do not see (EP-06, EP-14, REQ-114)', async () => {
  const nights = await given.program(agency, { name: 'Nights' });
  const uma = await given.staff(agency, 'uma', { roles: ['case-manager'], program: nights });
  const [theirs, hidden] = [
    await client(),
    await given.client(agency, { program: nights, worker: ana, name: 'Berta Quill' }),
  ];
  await tell('ana', `/api/clients/${theirs.clientId}/care-team/add`, {
    kind: 'staff',
    personId: uma.staffId,
    from: '2026-02-01',
  });
  const people = [{ kind: 'staff' as const, id: bo.staffId, clients: [0] }];
  const room = await begun([theirs, hidden], { bo: uma, people });
  const written = room.reviews[1] ?? '';
  await tell('ana', `${written}/activate`, {});
  await tell('ana', `${written}/entries`, { kind: 'need', text: 'A coat' });

  expect((await house.as('bo').get(room.path)).body.reviews).toHaveLength(1);
  expect(await discard('bo', room)).toMatchObject({ status: 422, type: 'needs-every-client' });
  expect((await house.as('ana').get(room.path)).body.state).toBe('in-session');
});

test('nor does whether somebody sums up, or sums up anew (EP-07, EP-14, REQ-069)', async () => {
  const { empty, written } = await rooms();
  const said = { text: 'She goes to the HIV clinic', how: 'aloud' };
  await tell('ana', `${written.review}/summary`, { ...said, class: 'hiv' });
  const summed = ({ review }: Room) => post('bo', `${review}/summary`, { ...said, text: 'Fine' });
  const [one, two] = [await summed(empty), await summed(written)];

  expect(one).toMatchObject({ status: 403, type: 'only-the-facilitator-confirms' });
  expect(two).toEqual(one);
});

test('a step names no need that its reader is not shown, and whoever changes it keeps what it is for (EP-07, EP-14, REQ-036)', async () => {
  const { written, entryId } = await rooms();
  const step = (needId: unknown, text = 'Book a ride') => ({
    needId,
    text,
    class: 'general',
    owner: { kind: 'staff', id: bo.staffId },
    dueOn: '2027-03-20',
    followUp: { on: '2027-03-29', how: 'By telephone', by: ana.staffId },
  });
  const { actionItemId } = await tell('ana', `${written.review}/action-items`, step(entryId));
  const shown = async (who: string) =>
    (await house.as(who).get(written.path)).body.reviews[0].actionItems;
  const [unknown, hidden] = [
    await post('bo', `${written.review}/action-items`, step(house.newId())),
    await post('bo', `${written.review}/action-items`, step(entryId)),
  ];

  expect(unknown).toMatchObject({ status: 422, type: 'no-such-need' });
  expect(hidden).toEqual(unknown);
  expect(await shown('ana')).toMatchObject([{ needId: entryId }]);
  expect(await shown('bo')).toMatchObject([{ text: 'Book a ride', needId: null }]);
  const changed = { ...step(null), dueOn: '2027-03-21' };
  const at = `${written.review}/action-items/${actionItemId}`;
  expect(await post('bo', at, { ...changed, needId: entryId })).toEqual(unknown);
  expect(await post('bo', at, changed)).toMatchObject({ status: 200 });
  expect(await shown('ana')).toMatchObject([{ needId: entryId, dueOn: '2027-03-21' }]);
});

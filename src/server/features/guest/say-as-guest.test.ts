import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Window } from '#test/browser-like.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn } from '#test/given.ts';
import { heldWithTwo } from '#test/held-with-two.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

// Bo follows up what each took on; Di works beside them, Ana has the case.
const house = await startHouse();
const guests = guestsIn(house);
afterAll(() => house.close());
const scene = await heldWithTwo(house);
const { work, client, meeting, lee, mo, ofMo, did } = scene;
let [di, ofLee, forMo, restricted] = ['', '', '', ''];

beforeAll(async () => {
  const { agency, program, bo } = work;
  di = (await givenIn(house).staff(agency, 'di', { roles: ['case-manager'], program })).staffId;
  const step = (text: string, sensitivity: string, owner: string) =>
    scene.takenOn(text, sensitivity, { owner, followUpBy: bo.staffId });
  ofLee = await step('Ask for a quiet hour', 'general', lee);
  forMo = await step('Repeat the count', 'hiv', mo);
  restricted = await step('Look at the count', 'hiv', lee);
  await scene.closed();
});

const opened = (id: string) =>
  guests.opened({
    conferenceId: meeting.conferenceId,
    person: { kind: 'provider' as const, id },
  });
const say = (window: Window, actionItemId: string, said: string, until?: string) =>
  window.post(`/api/guest/actions/${actionItemId}/say`, { said, ...(until ? { until } : {}) });
type Listed = {
  actionItemId: string;
  version: number;
  update: object | null;
  client: { name: string };
};
const listed = async (who: string, id: string): Promise<Listed | undefined> => {
  const { body } = await house.as(who).get(`/api/clients/${client.clientId}/actions`);
  return body.items.find((item: Listed) => item.actionItemId === id);
};
const updateFor = async (who: string, id: string) => (await listed(who, id))?.update;
const updatesKept = async (id: string) =>
  (
    await house.owner.query(
      `select said, superseded_at is null as stands from action_item_status_update where action_item_id = $1 order by said_at, update_id`,
      [id],
    )
  ).rows;

test('whoever follows a step up reads what its owner says of it, the step stays as it is, and so does the owner (REQ-076)', async () => {
  const window = await opened(lee);
  const before = await listed('bo', ofLee);
  expect(before?.update).toBeNull();
  expect((await say(window, ofLee, 'done')).body).toEqual({ done: true });

  expect(await listed('bo', ofLee)).toEqual({
    ...before,
    update: { said: 'done', until: null, on: '2027-03-15' },
  });
  const { followedUp } = (await house.as('bo').get('/api/actions')).body;
  expect(followedUp.find((item: Listed) => item.actionItemId === ofLee)?.update).not.toBeNull();
  expect(await updateFor('di', ofLee)).toMatchObject({ said: 'done' });
  const { actions } = (await window.get('/api/guest/meeting')).body;
  expect(actions).toMatchObject([
    {
      actionItemId: ofLee,
      isDone: false,
      update: { said: 'done', untilInWords: null, onInWords: 'Mon 15 Mar 2027' },
    },
  ]);
});

const waiting = async (who: string) =>
  (await house.as(who).get('/api/today/waiting')).body.statusUpdates;

test('a line on Today says so to whoever follows the step up, and to nobody else (REQ-076)', async () => {
  expect(await waiting('bo')).toEqual([
    {
      id: ofLee,
      clientId: client.clientId,
      clientName: (await listed('bo', ofLee))?.client.name,
      name: 'Dr Hana Lee',
      said: 'done',
      until: null,
      on: '2027-03-15',
    },
  ]);
  for (const who of ['ana', 'di']) expect(await waiting(who)).toEqual([]);
});

test('what is said anew takes the place of what was said before, also where both come at once (REQ-076)', async () => {
  const window = await opened(lee);
  await Promise.all(Array.from({ length: 5 }, () => say(window, ofLee, 'cannot')));
  expect((await say(window, ofLee, 'more-time', '2027-04-05')).status).toBe(200);

  expect(await updateFor('bo', ofLee)).toMatchObject({ said: 'more-time', until: '2027-04-05' });
  const kept = await updatesKept(ofLee);
  expect(kept.map(({ said }) => said)).toEqual(['done', 'cannot', 'more-time']);
  expect(kept.filter(({ stands }) => stands)).toEqual([{ said: 'more-time', stands: true }]);
});

test.each([
  ['more-time', undefined, 'until'],
  ['more-time', '2027-03-14', 'until'],
  ['more-time', '2028-03-16', 'until'],
  ['more-time', 'soon', 'until'],
  ['done', '2027-03-20', 'until'],
  ['never', undefined, 'said'],
])(
  '%s until %s is named by its field, and nothing is kept (REQ-076)',
  async (said, until, field) => {
    const window = await opened(lee);
    const before = await updatesKept(ofLee);
    const { status, body } = await say(window, ofLee, said, until);

    expect([status, body.fields?.[0]?.path]).toEqual([400, field]);
    expect(await updatesKept(ofLee)).toEqual(before);
  },
);

test('of a step of somebody else, of one that is not told, and of none one hears the same (REQ-178, EP-09)', async () => {
  const window = await opened(lee);
  const answers = await Promise.all(
    [forMo, restricted, crypto.randomUUID()].map((id) => say(window, id, 'done')),
  );
  const over = (await say(await opened(mo), ofLee, 'done')).text;

  expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [404, over]));
  for (const id of [forMo, restricted]) expect(await updatesKept(id)).toEqual([]);
  expect(await updateFor('bo', ofLee)).toMatchObject({ said: 'more-time' });
});

test('whoever may not know a step does not know what was said of it, whatever they ask (S4, REQ-036)', async () => {
  expect((await say(await opened(mo), forMo, 'done')).status).toBe(200);
  expect(await updateFor('bo', forMo)).toMatchObject({ said: 'done' });
  expect(await updateFor('ana', forMo)).toMatchObject({ said: 'done' });
  expect(await listed('di', forMo)).toBeUndefined();

  const { agencyId } = work.agency;
  const read = (staffId: string) =>
    asOwner(house, async (asked) => {
      const words = `select action_item_id as id from action_item_status_update where superseded_at is null order by said_at`;
      const answer = await tried(
        asked,
        { agencyId, staff: { staffId } },
        { words, purpose: 'care-coordination' },
      );
      return typeof answer === 'string' ? answer : answer.rows.map(({ id }) => String(id));
    });
  expect(await read(work.bo.staffId)).toEqual([ofLee, forMo]);
  expect(await read(di)).toEqual([ofLee]);
});

test('each update stands in the trail, with the step that it is about (S16)', async () => {
  const { rows } = await house.owner.query(
    `select outcome, count(*)::integer as n from audit where service = 'guest' and operation = 'POST /api/guest/actions/:actionItemId/say'
       and ($1 = any(ids) or outcome = 'denied') group by 1 order by 1`,
    [ofLee],
  );
  expect(rows).toEqual([
    { outcome: 'denied', n: 10 },
    { outcome: 'done', n: 7 },
  ]);
});

test('once consent is taken back nothing can be said any more, and what was said stays with staff (T18)', async () => {
  const window = await opened(mo);
  await did(`/api/consents/${ofMo}/revoke`);
  const after = await say(window, forMo, 'cannot');

  expect(after.status).toBe(404);
  expect(after.text).toBe((await window.get('/api/guest/meeting')).text);
  expect(await updateFor('ana', forMo)).toMatchObject({ said: 'done' });
});

test('what staff have settled is asked about no more, on either side (REQ-076)', async () => {
  const window = await opened(lee);
  const version = (await listed('bo', ofLee))?.version;
  const done = await house.as('bo').post(`/api/actions/${ofLee}/done`, { version, outcome: null });
  expect(done.status).toBe(200);

  expect((await say(window, ofLee, 'cannot')).body.type).toBe('guest-over');
  expect(await updateFor('bo', ofLee)).toBeNull();
  expect(await waiting('bo')).toMatchObject([{ id: forMo }]);
  const { actions } = (await window.get('/api/guest/meeting')).body;
  expect(actions).toMatchObject([{ actionItemId: ofLee, isDone: true, update: null }]);
  expect((await updatesKept(ofLee)).at(-1)).toEqual({ said: 'more-time', stands: true });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openWindow, type Window } from '#test/browser-like.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { startHouse } from '#test/house.ts';
import { brokenFor, guestScene, openedBy, type GuestScene } from '#test/walls/guest-scene.ts';

// Whoever took a step on presses twice, or their browser asks once more.
const house = await startHouse();
let scene: GuestScene;
let step = '';
let window: Window;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  scene = await guestScene(house);
  const { meeting, leader, work, whose } = scene;
  await meetingsIn(house).held(leader, meeting, { owner: work.ana });
  const ask = async (path: string, body: object) => {
    const { status, body: said } = await house
      .as(leader)
      .post(`/api/conferences/${meeting.conferenceId}${path}`, body);
    if (status !== 200) throw new Error(JSON.stringify(said));
    return said;
  };
  ({ actionItemId: step } = await ask(`/reviews/${meeting.reviewIds[0]}/action-items`, {
    text: 'Ask for a quiet hour',
    class: 'general',
    needId: null,
    owner: whose.person,
    dueOn: '2027-03-22',
    followUp: { on: '2027-03-25', how: 'By telephone', by: work.ana.staffId },
  }));
  await ask('/close', {});
});
beforeEach(async () => {
  await house.owner.query('delete from action_item_status_update');
  ({ window } = await openedBy(house, scene.whose));
});

const say = (by: Window, said: string, until?: string) =>
  by.post(`/api/guest/actions/${step}/say`, { said, ...(until ? { until } : {}) });
const kept = async () =>
  (
    await house.owner.query<{ word: string }>(
      `select concat_ws(' ', said, until, case when superseded_at is null then 'stands' end) as word from action_item_status_update order by said_at`,
    )
  ).rows.map(({ word }) => word);

test('the same word is one row, also said often at once, by a second window and on another day (R5, REQ-076)', async () => {
  const other = openWindow(house);
  other.jar.set('guest', window.jar.get('guest') ?? '');
  const all = [...Array.from({ length: 10 }, () => window), other, other];
  const said = await Promise.all(all.map((by) => say(by, 'more-time', '2027-04-05')));

  expect(new Set(said.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['200 {"done":true}']),
  );
  expect(await kept()).toEqual(['more-time 2027-04-05 stands']);
  await house.at('2027-03-15T12:10:00Z');
  await say(window, 'more-time', '2027-04-05');
  expect(await kept()).toEqual(['more-time 2027-04-05 stands']);
});

test('another word or day is one row more, and so is one that was said before another (REQ-076)', async () => {
  await say(window, 'more-time', '2027-04-05');
  await Promise.all(Array.from({ length: 5 }, () => say(window, 'more-time', '2027-04-06')));
  await say(window, 'done');
  await say(window, 'done');
  await say(window, 'more-time', '2027-04-05');

  expect(await kept()).toEqual([
    'more-time 2027-04-05',
    'more-time 2027-04-06',
    'done',
    'more-time 2027-04-05 stands',
  ]);
});

test('of two words at once one stands, whichever came last (R5, REQ-076)', async () => {
  const said = await Promise.all([say(window, 'done'), say(window, 'cannot')]);

  expect(said.map(({ status }) => status)).toEqual([200, 200]);
  const words = await kept();
  expect(words).toHaveLength(2);
  expect(words.filter((word) => word.endsWith('stands'))).toHaveLength(1);
});

test('control: where what stands is not looked at, each press is one more (R5)', async () => {
  const broken = {
    name: 'guest.say(uuid, text, date, uuid)',
    from: 'u.said = what',
    to: 'false',
  };
  await brokenFor(house, broken, async () => {
    await Promise.all([say(window, 'cannot'), say(window, 'cannot')]);
    expect(await kept()).toHaveLength(2);
  });
});

import { afterAll, afterEach, expect, test } from 'vitest';
import { openWindow } from '#test/browser-like.ts';
import { codeIn, guestMailsIn, linkIn } from '#test/guest-mails.ts';
import { startHouse } from '#test/house.ts';

// Somebody else has seen the link of a guest, and asks for all that can be asked by it.
const house = await startHouse();
const guests = await guestMailsIn(house);
const { askByLink, linked, mailedFor, mailedTo, meetings, moved, work } = guests;
afterEach(guests.takesAll);
afterAll(() => house.close());

type Asked = Awaited<ReturnType<typeof linked>>;

/** Each mail on its own, as a code that waits is not asked for twice. */
async function askForMore({ link }: Pick<Asked, 'link'>, what: 'code' | 'link', times: number) {
  for (let time = 0; time < times; time += 1) {
    await askByLink(what, link);
    await house.runJobs();
  }
}
async function visitBy(link: string, code: string) {
  const window = openWindow(house);
  const { status } = await window.post('/api/guest/open', { link, code });
  return { status, window };
}

test('five letters leave in an hour and no more, and an hour after the first of them it works again (REQ-178)', async () => {
  const asked = await linked();
  const mails = await mailedTo(asked.address, () => askForMore(asked, 'code', 7));
  expect(mails.map(({ subject }) => subject)).toEqual(mails.map(() => 'Your code'));
  expect(mails).toHaveLength(5);
  await house.at('2027-03-15T12:59:00Z');
  expect(await mailedFor('code', asked)).toEqual([]);
  await house.at('2027-03-15T13:00:30Z');
  const [again] = await mailedFor('code', asked);

  expect((await visitBy(asked.link, codeIn(again?.text))).status).toBe(200);
});

test('who was mailed five codes opens with the newest, whoever asked for them (REQ-178)', async () => {
  const asked = await linked();
  const mails = await mailedTo(asked.address, () => askForMore(asked, 'code', 6));

  expect((await visitBy(asked.link, codeIn(mails.at(-1)?.text))).status).toBe(200);
});

test('five wrong codes end the link, and the next that is asked for opens (REQ-178)', async () => {
  const asked = await linked();
  for (let time = 0; time < 5; time += 1) await visitBy(asked.link, '00000000');
  const [mail] = await mailedFor('link', asked);
  const link = linkIn(mail?.text);
  const [code] = await mailedFor('code', { ...asked, link });

  expect((await visitBy(link, codeIn(code?.text))).status).toBe(200);
});

/** What of ours brings a new link to somebody who called, each after the letters of the hour are used up. */
const ours: [string, (asked: Asked) => Promise<unknown>][] = [
  ['a change of the meeting', ({ meeting }) => moved(meeting)],
  [
    'another invitation, after they were taken off',
    async ({ meeting, providerId }) => {
      const ana = house.as('ana');
      const path = `/api/conferences/${meeting.conferenceId}`;
      const person = { kind: 'provider', id: providerId };
      for (const [at, body] of [
        [`${path}/people/take-off`, { person }],
        [`${path}/late-invitations`, { attendees: [{ person, reviewIds: meeting.reviewIds }] }],
      ] as const) {
        const { status, body: said } = await ana.post(at, {
          version: await meeting.version(),
          ...body,
        });
        if (status !== 200) throw new Error(JSON.stringify(said));
      }
    },
  ],
  [
    'the notice after the close',
    async ({ meeting }) => {
      await meetings.held('ana', meeting, { owner: work.ana });
      await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`, {});
    },
  ],
];

test.each(ours)(
  '%s opens at once, and whoever has the link from before asks for nothing more and ends nothing (REQ-178)',
  async (_what, send) => {
    const asked = await linked();
    await askForMore(asked, 'link', 6);
    const mails = await mailedTo(asked.address, () => send(asked));
    const link = linkIn(mails.at(-1)?.text);
    const [code] = await mailedFor('code', { ...asked, link });
    const { status, window } = await visitBy(link, codeIn(code?.text));
    expect(status).toBe(200);

    for (const what of ['link', 'code'] as const)
      expect(await mailedTo(asked.address, () => askForMore(asked, what, 2))).toEqual([]);
    expect((await window.get('/api/guest/meeting')).status).toBe(200);
    expect(await mailedFor('link', { ...asked, link })).toHaveLength(1);
  },
);

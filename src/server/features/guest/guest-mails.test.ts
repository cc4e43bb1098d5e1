import { afterAll, afterEach, expect, test } from 'vitest';
import { codeIn, guestMailsIn, linkIn } from '#test/guest-mails.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
const guests = await guestMailsIn(house);
const { mailedFor, mailedTo, newestOf, tablesWith, work } = guests;
afterEach(guests.takesAll);
afterAll(() => house.close());

/** Somebody who has the mail, and the link that came with it. */
const invited = async () => {
  const asked = await guests.invited();
  const mail = house.mails.findLast(({ to }) => to === asked.address);
  return { ...asked, link: linkIn(mail?.text) };
};

test('who is invited from outside gets a link of their own, which stands in their mail and nowhere else; staff sign in as before (REQ-055, REQ-178)', async () => {
  const asked = await invited();
  const { link, meeting, address } = asked;
  const [mail, ...others] = house.mails.filter(({ to }) => to === address);
  const stored = await newestOf(asked);
  const { body: outbox } = await house.as('riverbend-admin').get('/api/outbox');

  expect(others).toEqual([]);
  expect(mail?.text).toContain(`to see how to join:\n${origin}/guest#${link}\n\nOr call ana`);
  expect(link).toMatch(/^[\w-]{32,}$/);
  expect(mail?.ics?.content).not.toMatch(/guest|https?:/);
  expect(stored).toMatchObject({ state: 'sent', subject: 'Meeting invitation' });
  expect(stored.text).toContain('\n(The link is in the mail itself and nowhere else.)\n');
  expect(JSON.stringify([stored, outbox])).not.toContain(link);
  expect(await tablesWith(link)).toEqual([]);
  const toStaff = house.mails.findLast(({ to }) => to === 'bo@example.org');
  expect(toStaff?.text).toContain(
    `Sign in to answer and to see how to join:\n${origin}/conferences/${meeting.conferenceId}\n`,
  );
  expect(toStaff?.text).not.toContain('guest');
});

test('control: what stands in a table is found there (REQ-178)', async () => {
  expect(await tablesWith(work.ana.staffId)).toContain('public.staff');
});

test('a change of the meeting brings a link of its own, and the one before opens nothing (REQ-178)', async () => {
  const asked = await invited();
  const [changed] = await mailedTo(asked.address, () => guests.moved(asked.meeting));
  const link = linkIn(changed?.text);

  expect(link).toMatch(/^[\w-]{32,}$/);
  expect(link).not.toBe(asked.link);
  expect(await mailedFor('code', asked)).toEqual([]);
  expect(await mailedFor('code', { ...asked, link })).toHaveLength(1);
});

test('a link that was used is exchanged for a new one by mail, under the subject of the first (REQ-178)', async () => {
  const asked = await invited();
  const [code] = await mailedFor('code', asked);
  expect(await guests.opened(asked.link, codeIn(code?.text))).toBe(200);
  const [mail] = await mailedFor('link', asked);
  const link = linkIn(mail?.text);

  expect(mail?.subject).toBe('Meeting invitation');
  expect(mail?.ics).toBeUndefined();
  expect(link).not.toBe(asked.link);
  expect(await tablesWith(link)).toEqual([]);
  expect(await mailedFor('code', { ...asked, link })).toHaveLength(1);
});

test('a mail with a link that may not have arrived is sent again with another, and only the newest opens (REQ-178)', async () => {
  const tried: string[] = [];
  house.deliverBy(async ({ text }) => {
    if (linkIn(text) !== '') tried.push(linkIn(text));
    return { failed: 'outcome-unknown' };
  });
  const asked = await invited();
  const { mailId, maySendAgain } = await newestOf(asked);
  expect(maySendAgain).toBe(true);
  await house.as('ana').post(`/api/outbox/${mailId}/send-again`);
  await house.runJobs();
  const [first = '', second = ''] = tried;

  expect(tried).toHaveLength(2);
  expect(second).not.toBe(first);
  guests.takesAll();
  expect(await mailedFor('code', { ...asked, link: first })).toEqual([]);
  expect(await mailedFor('code', { ...asked, link: second })).toHaveLength(1);
});

test('that it is off names the time that was told, also after another link was mailed, and has no link (EP-12)', async () => {
  const asked = await invited();
  expect(await mailedFor('link', asked)).toHaveLength(1);
  const [off] = await mailedTo(asked.address, () =>
    house.as('sue').post(`/api/consents/${asked.consentId}/revoke`, { how: 'oral' }),
  );

  expect(off?.text).toContain('This meeting is cancelled:\nMon 15 Mar 2027, 10:00 am Eastern');
  expect(linkIn(off?.text)).toBe('');
  expect(await mailedFor('link', asked)).toEqual([]);
});

test('after the close the notice has a link, and so has the mail in its place (REQ-078, REQ-178)', async () => {
  const asked = await invited();
  const { meeting, address } = asked;
  await guests.meetings.held('ana', meeting, { owner: work.ana });
  const [notice] = await mailedTo(address, () =>
    house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`, {}),
  );
  const link = linkIn(notice?.text);

  expect(notice?.text).toContain(`to read what of it concerns you:\n${origin}/guest#${link}\n`);
  expect(notice?.text).toContain('\n\nOr call ana to receive it.');
  expect(link).toMatch(/^[\w-]{32,}$/);
  expect(await tablesWith(link)).toEqual([]);
  expect(await mailedFor('code', { ...asked, link })).toHaveLength(1);
  const [mail] = await mailedFor('link', { ...asked, link });
  expect(mail?.subject).toBe('A document is ready for you');
  expect(linkIn(mail?.text)).toMatch(/^[\w-]{32,}$/);
});

import { afterAll, afterEach, expect, test } from 'vitest';
import { guestMailsIn, linkIn } from '#test/guest-mails.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const guests = await guestMailsIn(house);
const { mailedFor, mailedTo, mailsOf, newestOf, work } = guests;
await guests.meetings.agencyAtWork('hillside');
afterEach(guests.takesAll);
afterAll(() => house.close());

type Asked = Awaited<ReturnType<typeof guests.invited>>;
const again = (mailId: string, who = 'ana') =>
  house.as(who).post(`/api/outbox/${mailId}/send-again`);
const revoked = ({ consentId }: Asked) =>
  house.as('sue').post(`/api/consents/${consentId}/revoke`, { how: 'oral' });
const toldOf = async ({ providerId }: Asked) => {
  const { rows } = await house.owner.query(
    `select description from disclosure where provider_id = $1 and channel = 'email' order by disclosure_id`,
    [providerId],
  );
  return rows.map(({ description }) => description);
};
async function closedFor(asked: Asked) {
  await guests.meetings.held('ana', asked.meeting, { owner: work.ana });
  await mailedTo(asked.address, () =>
    house.as('ana').post(`/api/conferences/${asked.meeting.conferenceId}/close`, {}),
  );
  return newestOf(asked);
}

test('a letter that left and did not come is written once more, with another link; both stand on record (REQ-055, EP-19)', async () => {
  const asked = await guests.invited();
  const { mailId, maySendAgain } = await newestOf(asked);
  const first = linkIn(house.mails.findLast(({ to }) => to === asked.address)?.text);
  const [second] = await mailedTo(asked.address, async () => {
    expect((await again(mailId)).status).toBe(200);
  });
  const link = linkIn(second?.text);
  const mails = await mailsOf(asked);

  expect(maySendAgain).toBe(true);
  expect(second?.subject).toBe('Meeting invitation');
  expect(link).not.toBe(first);
  expect(
    mails.map(({ state, maySendAgain: may }: Record<string, unknown>) => [state, may]),
  ).toEqual([
    ['sent', false],
    ['sent', true],
  ]);
  expect(mails[0].inWords).toContain('It was sent again since.');
  expect(await toldOf(asked)).toEqual([
    'Invitation to a case conference',
    'Invitation to a case conference',
  ]);
  expect(await mailedFor('code', { ...asked, link: first })).toEqual([]);
  expect(await mailedFor('code', { ...asked, link })).toHaveLength(1);
});

test('asked for twice at once, it is sent once; and the same one not a second time (REQ-055)', async () => {
  const asked = await guests.invited();
  const notice = await closedFor(asked);
  const answers: number[] = [];
  const came = await mailedTo(asked.address, async () => {
    const both = await Promise.all([again(notice.mailId), again(notice.mailId)]);
    answers.push(...both.map(({ status }) => status).toSorted((a, b) => a - b));
  });

  expect(answers).toEqual([200, 409]);
  expect(came).toHaveLength(1);
  expect((await again(notice.mailId)).body.type).toBe('mail-superseded');
  expect(await newestOf(asked)).toMatchObject({ state: 'sent', lateInWords: null });
});

test('whose consent was taken back since is not written to again, and that is said (EP-12, T16)', async () => {
  const asked = await guests.invited();
  const notice = await closedFor(asked);
  await revoked(asked);
  const came = await mailedTo(asked.address, async () => {
    expect(await again(notice.mailId)).toMatchObject({
      status: 409,
      body: {
        type: 'consent-no-longer-allows',
        title: expect.stringContaining('may not be written to any more'),
      },
    });
  });

  expect(came).toEqual([]);
  expect(await toldOf(asked)).toHaveLength(2);
});

test('consent is asked once more as it leaves: what was taken back meanwhile stops it (EP-12, T16)', async () => {
  const asked = await guests.invited();
  const notice = await closedFor(asked);
  const came = await mailedTo(asked.address, async () => {
    await again(notice.mailId);
    await revoked(asked);
  });

  expect(came).toEqual([]);
  expect(await newestOf(asked)).toMatchObject({ state: 'cancelled' });
});

test('it goes to the address on file now: what the first did not reach is never tried with the old one (EP-01)', async () => {
  const asked = await guests.invited();
  const { mailId } = await newestOf(asked);
  const address = `new.${asked.address}`;
  await house.owner.query(`update provider_version set email = $2 where provider_id = $1`, [
    asked.providerId,
    address,
  ]);
  const before = house.mails.length;
  expect((await again(mailId)).status).toBe(200);
  await house.runJobs();
  await house.owner.query(`update mail set state = 'failed' where to_address = $1`, [address]);
  await house.owner.query(`update provider_version set email = '' where provider_id = $1`, [
    asked.providerId,
  ]);
  const { rows } = await house.owner.query(`select mail_id from mail where to_address = $1`, [
    address,
  ]);

  expect(house.mails.slice(before).map(({ to }) => to)).toEqual([address]);
  expect((await again(rows[0].mail_id)).body.type).toBe('mail-without-address');
});

test('an administrator sends nothing again that left, and to another agency it is not there (REQ-178)', async () => {
  const asked = await guests.invited();
  const { mailId } = await newestOf(asked);
  const asAdmin = await again(mailId, 'riverbend-admin');
  const elsewhere = await again(mailId, 'ana-hillside');

  expect(asAdmin.body.type).toBe('mail-not-to-be-sent-again');
  expect(elsewhere.status).toBe(404);
});

test('the trail says who sent it again, and the person’s own page of who looked too (EP-18)', async () => {
  const asked = await guests.invited();
  const { mailId } = await newestOf(asked);
  await again(mailId);
  const { body } = await house.as('ana').get(`/api/clients/${guests.client.clientId}/looked`);

  expect(body.lines.map(({ inWords }: { inWords: string }) => inWords)).toContain(
    'Sent a mail again',
  );
});

test('an old word is not sent again: an invitation that was changed since, or whose meeting is over (REQ-055)', async () => {
  const asked = await guests.invited();
  const { mailId } = await newestOf(asked);
  await mailedTo(asked.address, () => guests.moved(asked.meeting));
  expect((await again(mailId)).body.type).toBe('mail-superseded');
  const other = await guests.invited();
  const invitation = await newestOf(other);
  await closedFor(other);
  const [shown] = await mailsOf(other);

  expect(shown).toMatchObject({ mailId: invitation.mailId, maySendAgain: false });
  expect((await again(invitation.mailId)).body.type).toBe('mail-not-to-be-sent-again');
});

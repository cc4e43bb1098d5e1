import { afterAll, afterEach, expect, test } from 'vitest';
import { codeIn, guestMailsIn } from '#test/guest-mails.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const guests = await guestMailsIn(house);
const { askByLink, linked, mailedFor, mailedTo, mailsOf, newestOf, work } = guests;
afterEach(guests.takesAll);
afterAll(() => house.close());

type Asked = Awaited<ReturnType<typeof linked>>;

const subjectsOf = async (asked: Asked) =>
  (await mailsOf(asked)).map(({ subject }: { subject: string }) => subject);

test('a code comes to the address of the invitation, opens the link, and is in no table (REQ-053, REQ-178)', async () => {
  const asked = await linked();
  const [mail] = await mailedFor('code', asked);
  const code = codeIn(mail?.text);

  expect(mail?.subject).toBe('Your code');
  // Whom they know: that of a product alone looks like unwanted mail (EP-04).
  expect(mail?.fromName).toBe('Community Services');
  expect(code).toMatch(/^\d{8}$/);
  expect(mail?.text).not.toContain('http');
  expect(mail?.ics).toBeUndefined();
  const stored = await newestOf(asked);
  expect(stored.text).toContain('The code is in the mail itself and nowhere else.');
  expect(stored.inWords).toMatch(
    /^They asked for it to open the page that an earlier mail links to\. /,
  );
  expect(await guests.tablesWith(code)).toEqual([]);
  expect(await guests.opened(asked.link, code)).toBe(200);
  expect(await mailedFor('code', asked)).toEqual([]);
});

test('neither a code nor another link is a disclosure of its own: the mail before them told as much (REQ-034)', async () => {
  const asked = await linked();
  const told = async () => {
    const { rows } = await house.owner.query(
      'select count(*)::int as n from disclosure where provider_id = $1',
      [asked.providerId],
    );
    return rows[0].n;
  };

  expect(await told()).toBe(1);
  expect(await mailedFor('code', asked)).toHaveLength(1);
  expect(await mailedFor('link', asked)).toHaveLength(1);
  expect(await told()).toBe(1);
});

test.each(['code', 'link'] as const)(
  'who takes the consent back between the press and the sending keeps the %s from leaving (REQ-035, EP-12)',
  async (what) => {
    const asked = await linked();
    const mails = await mailedTo(asked.address, async () => {
      await askByLink(what, asked.link);
      await house.owner.query(
        'update consent set revoked_at = auth.now(), revoked_by = $2 where consent_id = $1',
        [asked.consentId, work.ana.staffId],
      );
    });

    expect(mails).toEqual([]);
    expect(await newestOf(asked)).toMatchObject({
      state: 'cancelled',
      problem: 'consent-no-longer-allows',
      maySendAgain: false,
    });
    expect(await mailsOf(asked)).toHaveLength(2);
  },
);

test('a code goes to the address on file, and where there is none nothing is written (REQ-178)', async () => {
  const asked = await linked();
  const noted = (email: string) =>
    house.owner.query('update provider_version set email = $2 where provider_id = $1', [
      asked.providerId,
      email,
    ]);
  await noted('new@clinic.example');
  const mails = await mailedTo('new@clinic.example', () => askByLink('code', asked.link));
  expect(mails.map(({ subject }) => subject)).toEqual(['Your code']);
  expect(house.mails.filter(({ to }) => to === asked.address)).toHaveLength(1);

  await noted('');
  const before = house.mails.length;
  await askByLink('code', asked.link);
  await house.runJobs();
  expect(house.mails).toHaveLength(before);
  expect(await mailsOf(asked)).toHaveLength(1);
});

test('however often a job runs while a mail waits, there is one (R1)', async () => {
  const asked = await linked();
  house.deliverBy(async () => ({ failed: 'mail-server-busy' }));
  await askByLink('code', asked.link);
  await askByLink('code', asked.link);
  await house.runJobs();
  await askByLink('code', asked.link);
  await house.runJobs();

  expect(await subjectsOf(asked)).toEqual(['Meeting invitation', 'Your code']);
});

test('each try to send has a code of its own, and what comes too late for it does not leave (REQ-178)', async () => {
  const asked = await linked();
  const tried: string[] = [];
  house.deliverBy(async ({ to, text }) => {
    if (to === asked.address) tried.push(codeIn(text));
    return { failed: 'mail-server-busy' };
  });
  await askByLink('code', asked.link);
  await house.runJobs();
  await guests.triedAgain();
  const [first = '', second = ''] = tried;

  expect(second).not.toBe(first);
  expect(await guests.opened(asked.link, first)).toBe(422);
  await house.at('2027-03-15T12:12:00Z');
  await guests.triedAgain();
  expect(tried).toHaveLength(2);
  expect(await newestOf(asked)).toMatchObject({ state: 'cancelled', problem: 'code-over' });
});

test('a code is never sent again by staff, who are not asked to either: whoever waits for it asks anew (REQ-178)', async () => {
  const asked = await linked();
  house.deliverBy(async () => ({ failed: 'mail-server-refused' }));
  await askByLink('code', asked.link);
  await house.runJobs();
  await askByLink('link', asked.link);
  await house.runJobs();
  const [, code, link] = await mailsOf(asked);

  expect(code).toMatchObject({ state: 'failed', maySendAgain: false });
  expect(code.inWords).toContain('The person can ask for a new one.');
  const again = await house.as('ana').post(`/api/outbox/${code.mailId}/send-again`);
  expect(again.body.type).toBe('mail-not-to-be-sent-again');
  expect(link).toMatchObject({ state: 'failed', maySendAgain: true });
  const { body } = await house.as('ana').get('/api/today/waiting');
  const waiting = JSON.stringify(body);
  expect([code, link].map(({ mailId }) => waiting.includes(mailId))).toEqual([false, true]);
});

test.each([
  ['a change of the meeting', (asked: Asked) => guests.moved(asked.meeting)],
  ['a new link that was asked for', (asked: Asked) => askByLink('link', asked.link)],
])(
  'a code that waits is not sent after %s, which ends its link (REQ-178)',
  async (_what, newer) => {
    const asked = await linked();
    const mails = await mailedTo(asked.address, async () => {
      house.deliverBy(async () => ({ failed: 'mail-server-busy' }));
      await askByLink('code', asked.link);
      await house.runJobs();
      guests.takesAll();
      await newer(asked);
      await guests.triedAgain();
    });

    expect(mails.map(({ subject }) => subject)).toEqual(['Meeting invitation']);
    const [, code] = await mailsOf(asked);
    expect(code).toMatchObject({ subject: 'Your code', state: 'cancelled', problem: 'superseded' });
  },
);

test('without a mail server nothing is written for a guest: nobody waits for what cannot leave (REQ-178)', async () => {
  const asked = await linked();
  house.shell.mailer = undefined;
  await askByLink('code', asked.link);
  await house.runJobs();

  expect(await mailsOf(asked)).toHaveLength(1);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foundedAgency, joined, openWindow, type Window } from '#test/browser-like.ts';
import { origin, startHouse } from '#test/house.ts';
import { askForLink, useLink } from '#test/recovery.ts';

const house = await startHouse();
let admin: Window;
let eve: Awaited<ReturnType<typeof joined>>;
let count = 0;

beforeAll(async () => {
  admin = (await foundedAgency(house, 'first@riverbend.example')).window;
});
beforeEach(async () => {
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  count += 1;
  eve = await joined(house, admin, { email: `eve${count}@riverbend.example` });
  await house.runJobs();
  house.mails.length = 0;
});
afterAll(() => house.close());

const inOutbox = async () => {
  const { body } = await admin.get('/api/outbox');
  return body.mails.find(({ to }: { to: string }) => to === eve.email);
};
const later = async (span: string) => {
  await house.owner.query(`update auth.clock set ahead = $1`, [span]);
  await house.owner.query(`update auth.session_scope set used_at = auth.now()`);
};
const over = { status: 404, body: { type: 'recovery-over' } };

describe('asking for a link (S15)', () => {
  test('a link of the public address arrives, in a neutral mail to that one person', async () => {
    const { mail } = await askForLink(house, eve.email);

    expect(house.mails.length).toBe(1);
    expect(mail).toMatchObject({ to: eve.email, subject: 'Your code' });
    expect(mail?.text).toMatch(new RegExp(`\\n${origin}/recover#[\\w-]{43}\\n`));
    expect(mail?.text).toContain('Community Services');
    expect(mail?.text).not.toContain('Agency of');
  });

  test('the code is kept nowhere: not in the outbox, not in a job, only its hash', async () => {
    const { code } = await askForLink(house, eve.email);
    const { body } = await admin.get('/api/outbox');
    const kept = await house.owner.query(
      `select array(select to_jsonb(m) from mail m)::text || array(select to_jsonb(j) from queue.job j)::text
         || array(select to_jsonb(r) from auth.recovery r)::text || array(select to_jsonb(a) from audit a)::text as text`,
    );

    expect(code.length).toBe(43);
    expect(body.mails[0]).toMatchObject({ subject: 'Your code', state: 'sent' });
    expect(JSON.stringify(body)).not.toContain(code);
    expect(kept.rows[0].text).not.toContain(code);
  });

  test('whether the address has a sign-in shows neither in the answer nor in its time', async () => {
    const ask = async (email: string) => {
      const start = performance.now();
      const { status, text, set } = await openWindow(house).post('/api/recovery/ask', { email });
      return { answer: { status, text, set }, took: performance.now() - start };
    };
    type Asked = Awaited<ReturnType<typeof ask>>;
    const [known, unknown]: [Asked[], Asked[]] = [[], []];
    // In turn, so that whatever else the machine does falls on both.
    for (let turn = 0; turn < 3; turn += 1) {
      known.push(await ask(eve.email));
      unknown.push(await ask('nobody@riverbend.example'));
    }
    const quickest = (asked: Asked[]) => Math.min(...asked.map(({ took }) => took));

    expect(unknown.map(({ answer }) => answer)).toEqual(known.map(({ answer }) => answer));
    expect(Math.min(quickest(known), quickest(unknown))).toBeGreaterThanOrEqual(495);
    expect(Math.abs(quickest(known) - quickest(unknown))).toBeLessThan(100);
    await house.runJobs();
    expect(new Set(house.mails.map(({ to }) => to))).toEqual(new Set([eve.email]));
  });

  test('somebody who was deactivated gets no mail', async () => {
    await admin.post('/api/staff/deactivate', { staffId: eve.staffId });

    expect((await askForLink(house, eve.email)).mail).toBeUndefined();
  });

  test('after three mails in an hour there is one each ten minutes, however often a stranger asks; the answer is the same', async () => {
    const window = openWindow(house);
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map(() => window.post('/api/recovery/ask', { email: eve.email })),
    );
    await house.runJobs();
    const { rows } = await house.owner.query(
      `select count(*)::int as count from auth.recovery where staff_id = $1`,
      [eve.staffId],
    );
    const late = await askForLink(house, eve.email);

    expect(new Set([...replies, late.reply].map(({ text }) => text)).size).toBe(1);
    expect(rows).toEqual([{ count: 3 }]);
    expect(late.mail).toBeUndefined();

    await later('11 minutes');
    expect((await askForLink(house, eve.email)).mail).toBeDefined();
    expect((await askForLink(house, eve.email)).mail).toBeUndefined();
  });

  test('a mail that could not leave in time is not sent late', async () => {
    await openWindow(house).post('/api/recovery/ask', { email: eve.email });
    await later('31 minutes');
    await house.runJobs();

    expect(house.mails).toEqual([]);
    expect(await inOutbox()).toMatchObject({ state: 'cancelled', maySendAgain: false });
  });

  test('a mail that the server did not take goes out with a code of its own, and the lost one opens nothing', async () => {
    const tried: string[] = [];
    house.deliverBy(async ({ text }) => {
      tried.push(/recover#([\w-]+)/.exec(text)?.[1] ?? '');
      return tried.length === 1 ? { failed: 'mail-server-busy' } : 'sent';
    });
    await openWindow(house).post('/api/recovery/ask', { email: eve.email });
    await house.runJobs();
    await house.owner.query(
      `update queue.job set start_after = queue.job_now() where state = 'retry'`,
    );
    await house.runJobs();
    house.deliverBy(async (mail) => (house.mails.push(mail), 'sent'));
    const [lost = '', arrived = ''] = tried;

    expect(await openWindow(house).post('/api/recovery/read', { code: lost })).toMatchObject(over);
    expect((await useLink(openWindow(house), arrived)).status).toBe(200);
  });
});

test('without a mail server the mail waits in the outbox without its link, and nobody can send it on (S15)', async () => {
  const { mailer } = house.shell;
  house.shell.mailer = undefined;
  const { reply } = await askForLink(house, eve.email);
  const mail = await inOutbox();
  house.shell.mailer = mailer;
  const again = await admin.post(`/api/outbox/${mail.mailId}/send-again`);

  expect(reply.body).toEqual({ sendsMail: false });
  expect(mail).toMatchObject({ state: 'held', maySendAgain: false });
  expect(mail.inWords).toContain('staff page');
  expect(JSON.stringify(mail)).not.toContain('recover#');
  expect(again).toMatchObject({ status: 409, body: { type: 'mail-not-to-be-sent-again' } });
  expect(
    (
      await house.owner.query(`select code_hash from auth.recovery where staff_id = $1`, [
        eve.staffId,
      ])
    ).rows,
  ).toEqual([{ code_hash: null }]);
});

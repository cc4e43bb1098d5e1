import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer } from '#server/platform/mailer.ts';
import { canaries, type CanaryAgency } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { postOffice, readable, tellingWords } from '#test/walls/post-office.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
const found = canaries();
let north: CanaryAgency;

beforeAll(async () => {
  north = await canaryAgency(house, 'north', found);
});
afterAll(() => house.close());

/** What a letter may not hold: a canary that is not its own address, or a word that implies a condition. */
const tellsIn = (words: string, to: string) => [
  ...[...found.in(words)].filter(({ word }) => !to.includes(word)).map(({ where }) => where),
  ...(tellingWords.exec(words.replaceAll(to, '')) ?? []),
];

test(
  'every letter has one recipient, one of four subjects, and nothing of a client or a condition in it (S14, EP-04, REQ-056)',
  { timeout: 240_000 },
  async () => {
    const { rows } = await house.owner.query(`select distinct kind from mail order by kind`);
    expect(rows.map(({ kind }) => kind)).toEqual([
      'cancellation',
      'change',
      'document',
      'invitation',
    ]);
    const office = await postOffice();
    const { deliver } = openMailer({ smtpUrl: office.smtpUrl, from: 'notices@product.example' });
    for (const mail of house.mails) expect(await deliver(mail)).toBe('sent');
    office.close();

    expect(office.received).toHaveLength(house.mails.length);
    for (const [at, { envelope, source }] of office.received.entries()) {
      const to = house.mails[at]?.to ?? '';
      expect(envelope).toEqual([to]);
      const letter = await PostalMime.parse(source);
      expect(letter.to?.map(({ address }) => address)).toEqual([to]);
      expect([letter.cc, letter.bcc]).toEqual([undefined, undefined]);
      expect([
        'Meeting invitation',
        'Meeting reminder',
        'A document is ready for you',
        'Your code',
      ]).toContain(letter.subject);
      expect(tellsIn(await readable(source), to)).toEqual([]);
      // The entry travels twice: to be shown in the letter, and as a file.
      const names = letter.attachments.map(({ filename }) => filename ?? 'meeting.ics');
      expect(names.filter((name) => name !== 'meeting.ics')).toEqual([]);
    }
  },
);

test('control: a letter that names a client, or where somebody works, is noticed (S14)', async () => {
  const [name] = found.all().filter(({ where }) => where === 'client.legal_given');

  expect(tellsIn(`Hello ${name?.word}`, 'a@b.example')).toEqual(['client.legal_given']);
  expect(tellsIn('You are invited to Recovery', 'a@b.example')).toHaveLength(2);
});

const own = new URL(origin).host;
const forged: Record<string, string>[] = [
  { host: 'evil.example' },
  { host: `${own}.evil.example` },
  { host: `${own}@evil.example` },
  { host: `evil.example#${own}` },
  { host: `evil.example/${own}` },
  { host: `${own}, evil.example` },
  { host: `${own}:80` },
  { host: own.toUpperCase() },
  { host: `${own}.` },
  { host: 'localhost' },
  { host: '127.0.0.1:4321' },
  { host: '[::1]:4321' },
  { host: '' },
];

test.each(forged)(
  'an address that is not the product’s own is refused: %j (S14)',
  async (headers) => {
    const response = await house.app.request(`${origin}/api/session`, { headers });

    expect(response.status).toBe(421);
    expect(await response.text()).not.toContain('evil');
  },
);

const claims: Record<string, string>[] = [
  { 'x-forwarded-host': 'evil.example' },
  { 'x-forwarded-host': `${own}, evil.example` },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
  { 'x-forwarded-server': 'evil.example' },
  { 'x-forwarded-prefix': '//evil.example' },
  { 'x-original-host': 'evil.example' },
  { 'x-original-url': 'https://evil.example/' },
  { 'x-rewrite-url': 'https://evil.example/' },
  { 'x-host': 'evil.example', 'x-http-host-override': 'evil.example' },
  { forwarded: 'host=evil.example;proto=https' },
  { forwarded: 'for=1.2.3.4;host="evil.example"', via: '1.1 evil.example' },
  { referer: 'https://evil.example/' },
];

test(
  'what a proxy claims of the address reaches no link and no answer (S14, EP-04)',
  { timeout: 240_000 },
  async () => {
    const before = house.mails.length;
    const { body } = await house.as('north-ana').get('/api/conferences?view=upcoming');
    const path = `/api/conferences/${body.conferences[0].conferenceId}`;
    for (const [index, claim] of claims.entries()) {
      const { version } = (await house.as('north-ana').get(path)).body;
      const schedule = {
        on: '2027-03-31',
        time: `09:${10 + index}`,
        minutes: 45,
        timeZone: 'America/New_York',
        mode: 'video',
      };
      const reply = await house.app.request(`${origin}${path}/reschedule`, {
        method: 'POST',
        headers: {
          host: own,
          origin,
          cookie: `session=${house.as(north.ana.name).token}`,
          ...claim,
        },
        body: JSON.stringify({ version, schedule }),
      });
      expect(reply.status).toBe(200);
      const answer = `${JSON.stringify([...reply.headers])} ${await reply.text()}`;
      expect(answer).not.toContain('evil');
      await house.runJobs();
    }
    const written = house.mails.slice(before);
    const links = written.flatMap(
      (mail) => JSON.stringify(mail).match(/https?:\/\/[^\s"\\/]+/g) ?? [],
    );

    expect(written.length).toBeGreaterThan(claims.length - 1);
    expect([...new Set(links)]).toEqual([origin]);
  },
);

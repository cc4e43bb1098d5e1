import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer } from '#server/platform/mailer.ts';
import { canaries, type CanaryAgency } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
const found = canaries();
let north: CanaryAgency;

beforeAll(async () => {
  north = await canaryAgency(house, 'north', found);
}, 90_000);
afterAll(() => house.close());

/** A post office that keeps what it is given. */
async function postOffice() {
  const received: { envelope: string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString();
        received.push({ envelope: envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const at: AddressInfo | string | null = server.server.address();
  const port = at !== null && typeof at === 'object' ? at.port : 0;
  return { received, smtpUrl: `smtp://127.0.0.1:${port}`, close: () => server.close(() => {}) };
}

/** Everything in a letter that somebody could read, with its encodings undone. */
async function readable(source: string) {
  const { headers, subject, text, html, attachments } = await PostalMime.parse(source);
  const files = attachments.map(({ filename, mimeType, content }) =>
    [
      filename,
      mimeType,
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    ].join(' '),
  );
  const parts = [JSON.stringify(headers), subject, text, html, ...files];
  // A calendar file folds its long lines.
  return `${source}\n${parts.join('\n')}`.replaceAll(/\r?\n[ \t]/g, '');
}

const tellingWords = /\b(hiv|aids|recovery|clinic|physician|center|care|1980|client|case)\b/i;

/** What a letter may not hold: a canary that is not its own address, or a word that implies a condition. */
const tellsIn = (words: string, to: string) => [
  ...[...found.in(words)].filter(({ word }) => !to.includes(word)).map(({ where }) => where),
  ...(tellingWords.exec(words.replaceAll(to, '')) ?? []),
];

test(
  'every letter has one recipient, one of four subjects, and nothing of a client or a condition in it (S14, EP-04, REQ-056)',
  { timeout: 60_000 },
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

const forged: Record<string, string>[] = [
  { host: 'evil.example' },
  { host: 'localhost:4321.evil.example' },
  { host: 'localhost:4321@evil.example' },
  { host: 'localhost' },
  { host: '127.0.0.1:4321' },
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

test('what a proxy claims of the address reaches no link (S14, EP-04)', async () => {
  const before = house.mails.length;
  const { body } = await house.as('north-ana').get('/api/conferences?view=upcoming');
  const path = `/api/conferences/${body.conferences[0].conferenceId}`;
  const { version } = (await house.as('north-ana').get(path)).body;
  const schedule = {
    on: '2027-03-31',
    time: '09:00',
    minutes: 45,
    timeZone: 'America/New_York',
    mode: 'video',
  };
  const reply = await house.app.request(`${origin}${path}/reschedule`, {
    method: 'POST',
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as(north.ana.name).token}`,
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-original-host': 'evil.example',
      'x-forwarded-server': 'evil.example',
      forwarded: 'host=evil.example;proto=https',
    },
    body: JSON.stringify({ version, schedule }),
  });
  await house.runJobs();
  const written = house.mails.slice(before);
  const links = written.flatMap(
    (mail) => JSON.stringify(mail).match(/https?:\/\/[^\s"\\/]+/g) ?? [],
  );

  expect(reply.status).toBe(200);
  expect(written.length).toBeGreaterThan(3);
  expect([...new Set(links)]).toEqual([origin]);
});

import PostalMime, { type Attachment } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer, type Delivery } from '#server/platform/mailer.ts';
import { mailWorld } from '#test/walls/mail-world.ts';
import { postOffice, readable, tellingWords, type Received } from '#test/walls/post-office.ts';
import { origin, startHouse } from '#test/house.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const many = isDeep ? 1_000 : 200;
const house = await startHouse();
let received: Received[] = [];
const deliveries: Delivery[] = [];

beforeAll(
  async () => {
    await mailWorld(house, many);
    const office = await postOffice();
    const { deliver } = openMailer({ smtpUrl: office.smtpUrl, from: 'notices@product.example' });
    for (const mail of house.mails) deliveries.push(await deliver(mail));
    office.close();
    received = office.received;
  },
  isDeep ? 900_000 : 400_000,
);
afterAll(() => house.close());

/** What is found in a letter that may not be there. */
function tellsIn(words: string): string[] {
  return [/qzx\d+q/i, /evil\.example/i, birthDate, tellingWords].flatMap(
    (pattern) => pattern.exec(words)?.[0] ?? [],
  );
}
const birthDate = /19[3-6]\d-02-03|02\/03\/19[3-6]\d|(feb[a-z]*\.? 3,?|3 feb[a-z]*\.?) 19[3-6]\d/i;

const allowed = [
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

/** The names of the headers, as they stand on the way. */
const headersOf = (source: string) => {
  const [head = ''] = source.split('\r\n\r\n');
  return head
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
};

/** Lines of a calendar entry, unfolded, by their name. */
const entryIn = (files: readonly Pick<Attachment, 'mimeType' | 'content'>[]) =>
  files
    .filter(({ mimeType }) => mimeType === 'text/calendar')
    .flatMap(({ content }) => {
      const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
      return text
        .replaceAll(/\r?\n[ \t]/g, '')
        .split(/\r?\n/)
        .map((line) => line.split(/[;:]/)[0] ?? '');
    });

test(`mails of every kind went out, each client has theirs (S14)`, async () => {
  expect(deliveries.filter((each) => each !== 'sent')).toEqual([]);
  const { rows } = await house.owner.query(
    `select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = 'mail'::regclass and conname = 'mail_kind_check'`,
  );
  const kinds = [...String(rows[0].rule).matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind ?? '');
  const sent = await house.owner.query<{ kind: string }>(
    `select distinct kind from mail where state = 'sent'`,
  );

  expect(new Set(sent.rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
  for (let number = 0; number < many; number += 1)
    expect(
      house.mails.filter(({ to }) => to === `to.${number}+mail@home.example`).length,
    ).toBeGreaterThanOrEqual(3);
});

test(
  'no mail tells a name, a birth date, a class or what an agency does, in whatever part of it (S14, EP-04, REQ-034)',
  { timeout: 240_000 },
  async () => {
    const found: string[] = [];
    for (const { source } of received) {
      const { subject } = await PostalMime.parse(source);
      for (const told of tellsIn(await readable(source))) found.push(`${subject}: ${told}`);
    }
    expect(found).toEqual([]);
    expect(received.length).toBeGreaterThan(many * 3);
  },
);

test(
  'each mail has one recipient and the headers that we wrote, whatever is stored (S14)',
  { timeout: 240_000 },
  async () => {
    for (const [at, { envelope, source }] of received.entries()) {
      const to = house.mails[at]?.to ?? '';
      const headers = headersOf(source);
      const letter = await PostalMime.parse(source);
      expect(envelope).toEqual([to]);
      expect(letter.to?.map(({ address }) => address)).toEqual([to]);
      expect(headers.filter((name) => !allowed.includes(name))).toEqual([]);
      expect(new Set(headers).size).toBe(headers.length);
      for (const { filename } of letter.attachments)
        expect(filename ?? 'meeting.ics').toBe('meeting.ics');
      const lines = entryIn(letter.attachments);
      expect(lines.filter((name) => name === 'ATTENDEE').length).toBe(
        lines.filter((name) => name === 'UID').length,
      );
      expect(lines).not.toContain('VALARM');
    }
  },
);

test('links lead to the product, and hold no word in their path or query (S14, EP-04)', () => {
  const links = house.mails.flatMap(
    ({ text, ics }) =>
      `${text}\n${ics?.content.replaceAll(/\r?\n[ \t]/g, '') ?? ''}`.match(
        /https?:\/\/[^\s"\\<>]+/g,
      ) ?? [],
  );
  expect(links.length).toBeGreaterThan(many);
  for (const link of links) {
    const url = new URL(link);
    expect(url.origin).toBe(origin);
    expect(url.search).toBe('');
    expect(url.pathname).toMatch(/^\/(conferences\/[0-9a-f-]{36}|[a-z-]*|admin\/[a-z-]+)$/);
  }
});

test('control: a letter that tells a name, a year of birth or a condition is found, and a header that a name began (S14)', () => {
  expect(tellsIn('Hello Qzx12q')).toEqual(['Qzx12q']);
  expect(tellsIn('born on 3 February 1944, at the HIV clinic')).toEqual(['3 February 1944', 'HIV']);
  expect(headersOf('To: a@b.example\r\nBcc: c@d.example\r\n\r\nBcc: no')).toEqual(['to', 'bcc']);
  expect(
    entryIn([{ mimeType: 'text/calendar', content: 'UID:1\r\nATTENDEE;X=1:a\r\n b' }]),
  ).toEqual(['UID', 'ATTENDEE']);
});

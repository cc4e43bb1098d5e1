import PostalMime, { type Attachment } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageIdOf, openMailer, type Delivery } from '#server/platform/mailer.ts';
import {
  fewReached,
  lettersByName,
  lettersInSources,
  lostOrDoubled,
} from '#test/walls/mail-faults.ts';
import { mailWorld } from '#test/walls/mail-world.ts';
import { postOffice, readable, tellingWords, type Received } from '#test/walls/post-office.ts';
import { origin, startHouse } from '#test/house.ts';

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
const many = isDeep ? 1_000 : 200;
const house = await startHouse();
let received: readonly Received[] = [];
const deliveries: Delivery[] = [];

beforeAll(
  async () => {
    await mailWorld(house, many);
    const office = await postOffice();
    const { deliver } = openMailer({ smtpUrl: office.smtpUrl, from: 'notices@product.example' });
    const waiting = [...house.mails];
    const carry = async () => {
      for (let mail = waiting.shift(); mail; mail = waiting.shift())
        deliveries.push(await deliver(mail));
    };
    await Promise.all(Array.from({ length: 20 }, carry));
    office.close();
    ({ received } = office);
  },
  isDeep ? 1_800_000 : 600_000,
);
afterAll(() => house.close());

/** Every mail that the product says it sent, by what it is known by on its way. */
async function written(): Promise<string[]> {
  const { rows } = await house.owner.query<{ id: string }>(
    `select mail_id as id from mail where state = 'sent'`,
  );
  return rows.map(({ id }) => messageIdOf(id, `mail@${new URL(origin).hostname}`));
}

/** What is found in a letter that may not be there. */
function tellsIn(words: string): string[] {
  return [/qzx\d+q/i, /evil\.example/i, birthDate, tellingWords].flatMap(
    (pattern) => pattern.exec(words)?.[0] ?? [],
  );
}

async function tellsInAll(arrived: readonly Received[]): Promise<string[]> {
  const found: string[] = [];
  for (const { source } of arrived) {
    const words = await readable(source);
    for (const told of tellsIn(words)) found.push(`${/^subject:.*/im.exec(words)?.[0]}: ${told}`);
  }
  return found;
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

test('each letter of the product, and each kind of mail, reaches as many people as there are clients (S14)', async () => {
  const { rows } = await house.owner.query(
    `select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = 'mail'::regclass and conname = 'mail_kind_check'`,
  );
  const kinds = [...String(rows[0].rule).matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind ?? '');
  const sent = await house.owner.query<{ kind: string; people: number }>(
    `select kind, count(distinct coalesce(client_id, staff_id))::integer as people from mail where state = 'sent' group by kind`,
  );
  const enough = sent.rows.filter(({ people }) => people >= many).map(({ kind }) => kind);

  expect(enough.toSorted()).toEqual(kinds.toSorted());
  expect(Object.keys(lettersByName).toSorted()).toEqual((await lettersInSources()).toSorted());
  expect(fewReached(house.mails, many)).toEqual([]);
});

test('each client has one mail of each kind that clients are written, and none is left behind (S14)', async () => {
  const { rows } = await house.owner.query(
    `select kind, count(*)::integer as mails, count(distinct client_id)::integer as clients from mail
       where client_id is not null and conference_id <> (select conference_id from mail where kind = 'cancellation' order by mail_id desc limit 1)
       group by kind order by kind`,
  );
  const left = await house.owner.query(
    `select kind, state, problem from mail where state <> 'sent'`,
  );

  expect(rows).toEqual(
    ['cancellation', 'change', 'document', 'guest-code', 'guest-link', 'invitation'].map(
      (kind) => ({ kind, mails: many, clients: many }),
    ),
  );
  expect(left.rows).toEqual([]);
});

test('each mail that the product says it sent arrived once, and no other did (S14)', async () => {
  expect(deliveries.filter((each) => each !== 'sent')).toEqual([]);
  expect(lostOrDoubled(await written(), received)).toEqual([]);
  expect(received.length).toBeGreaterThan(many * Object.keys(lettersByName).length);
});

test(
  'no mail tells a name, a birth date, a class or what an agency does, in whatever part of it (S14, EP-04, REQ-034)',
  { timeout: 240_000 },
  async () => {
    expect(await tellsInAll(received)).toEqual([]);
  },
);

test(
  'each mail has one recipient and the headers that we wrote, whatever is stored (S14)',
  { timeout: 240_000 },
  async () => {
    const toOf = new Map(house.mails.map(({ messageId, to }) => [messageId, to]));
    for (const { envelope, source } of received) {
      const headers = headersOf(source);
      const letter = await PostalMime.parse(source);
      const to = toOf.get(letter.messageId ?? '');
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

test('control: a letter that tells a name, a year of birth or a condition is found, and a header that a name began (S14)', async () => {
  expect(tellsIn('Hello Qzx12q')).toEqual(['Qzx12q']);
  const chance = 'Message-ID: <01a2265c-1980-7273-b3eb-daa374e37b82@x>\r\n\r\nof 1980';
  expect(tellsIn(await readable(chance))).toEqual(['1980']);
  expect(tellsIn((await readable(chance)).replaceAll('of 1980', ''))).toEqual([]);
  expect(tellsIn('born on 3 February 1944, at the HIV clinic')).toEqual(['3 February 1944', 'HIV']);
  expect(headersOf('To: a@b.example\r\nBcc: c@d.example\r\n\r\nBcc: no')).toEqual(['to', 'bcc']);
  expect(
    entryIn([{ mimeType: 'text/calendar', content: 'UID:1\r\nATTENDEE;X=1:a\r\n b' }]),
  ).toEqual(['UID', 'ATTENDEE']);
});

test('control: one mail that is lost, one that comes twice and one that nobody wrote are found among all of them (S14)', async () => {
  const all = await written();
  const [first, ...others] = received;
  if (!first) throw new Error('Nothing arrived');
  const id = /^message-id:\s*(.+)$/im.exec(first.source)?.[1] ?? '';

  expect(lostOrDoubled(all, others)).toEqual([`${id} is lost`]);
  expect(lostOrDoubled(all, [first, ...received])).toEqual([`${id} came twice`]);
  expect(
    lostOrDoubled(
      all.filter((each) => each !== id),
      received,
    ),
  ).toEqual([`${id} was written by nobody`]);
});

test('control: one mail with a name or a class in it, in whatever part, is found among all of them (S14)', async () => {
  const at = received.length >> 1;
  const { envelope, source } = received[at] ?? { envelope: [], source: '' };
  const among = (changed: string) => tellsInAll(received.with(at, { envelope, source: changed }));

  expect(await among(source.replace('Hello,', 'Hello Qzx12q,'))).toHaveLength(1);
  expect(await among(source.replace('Hello,', 'Hello, about HIV,'))).toHaveLength(1);
  expect(await among(source.replace(/^Subject: /m, 'Subject: For Qzx12q: '))).toHaveLength(1);
});

test('control: a letter that misses one reader, or that is in no list, is found (S14)', () => {
  const invited = house.mails.filter(
    ({ text, to }) => lettersByName['invitationLetter']?.test(text) && to.startsWith('invited-0@'),
  );

  expect(invited).toHaveLength(1);
  expect(
    fewReached(
      house.mails.filter((mail) => !invited.includes(mail)),
      many,
    ),
  ).toEqual([`invitationLetter: ${many - 1}`]);
  expect(fewReached([...house.mails, { to: 'a@b.example', text: 'Hello' }], many)).toEqual([
    '0 letters: Hello',
  ]);
});

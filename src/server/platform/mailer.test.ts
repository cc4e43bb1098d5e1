import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { messageIdOf, openMailer, type Mail } from './mailer.ts';

const from = 'notices@roundtable.example.org';
const mail: Mail = {
  messageId: messageIdOf('0199-row', from),
  to: 'provider@example.net',
  subject: 'Meeting invitation',
  text: 'You are invited to a meeting.\n',
};

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const portOf = (address: string | AddressInfo | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0;

const sink = async (options: SMTPServerOptions = {}) => {
  const received: { envelope: string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const envelope = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ envelope, source: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => server.close());
  return { received, url: `smtp://127.0.0.1:${portOf(server.server.address())}` };
};

/** A server that speaks a fixed answer per command, and can fall silent. */
const scripted = async (answer: (line: string, socket: Socket) => string) => {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.write(answer('GREETING', socket));
    socket.on('data', (data) => socket.write(answer(data.toString().trim(), socket)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closing.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `smtp://127.0.0.1:${portOf(server.address())}`;
};

test('a mail reaches its one recipient as plain text with its deterministic id', async () => {
  const { received, url } = await sink();

  const delivery = await openMailer({ smtpUrl: url, from }).deliver(mail);
  const parsed = await PostalMime.parse(received[0]?.source ?? '');

  expect(delivery).toBe('sent');
  expect(received.map(({ envelope }) => envelope)).toEqual([['provider@example.net']]);
  expect(parsed).toMatchObject({
    messageId: '<0199-row@roundtable.example.org>',
    subject: 'Meeting invitation',
    from: { name: 'Roundtable', address: from },
    text: 'You are invited to a meeting.\n',
  });
  expect(parsed.html).toBeUndefined();
  expect(parsed.cc).toBeUndefined();
});

test('a mail bears the name that it is given before the address, and none that would begin another line (EP-04)', async () => {
  const { received, url } = await sink();
  const mailer = openMailer({ smtpUrl: url, from });

  expect(await mailer.deliver({ ...mail, fromName: 'Community Services' })).toBe('sent');
  expect(await mailer.deliver({ ...mail, fromName: 'Riverbend\r\nBcc: x@y.example' })).toEqual({
    failed: 'mail-not-sendable',
  });
  const parsed = await PostalMime.parse(received[0]?.source ?? '');
  expect(received).toHaveLength(1);
  expect(parsed.from).toEqual({ name: 'Community Services', address: from });
});

test('an invitation carries its calendar entry with its method', async () => {
  const { received, url } = await sink();
  const ics = { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' } as const;

  await openMailer({ smtpUrl: url, from }).deliver({ ...mail, ics });

  expect(received[0]?.source).toMatch(/text\/calendar; charset=utf-8; method=CANCEL/i);
  expect(received[0]?.source).toContain('meeting.ics');
});

test('a mail tells nothing about the machine that sends it', async () => {
  const { received, url } = await sink();

  await openMailer({ smtpUrl: url, from }).deliver(mail);
  const names = (await PostalMime.parse(received[0]?.source ?? '')).headers.map(({ key }) => key);

  expect(names.toSorted()).toEqual(
    [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ].toSorted(),
  );
});

test.each<Partial<Mail>>([
  { to: 'a@example.org, b@example.org' },
  { to: 'a@example.org\r\nBcc: b@example.org' },
  { to: 'Name <a@example.org>' },
  { messageId: '<x@example.org>\r\nBcc: b@example.org' },
  { messageId: 'x' },
])('a mail that could forge a header never leaves: %j', async (change) => {
  const { received, url } = await sink();

  const delivery = await openMailer({ smtpUrl: url, from }).deliver({ ...mail, ...change });

  expect(delivery).toEqual({ failed: 'mail-not-sendable' });
  expect(received).toEqual([]);
});

test('without a mail server a mail says so', async () => {
  const delivery = await openMailer({ smtpUrl: undefined, from }).deliver(mail);

  expect(delivery).toEqual({ failed: 'no-mail-server' });
});

test.each([
  [450, 'mail-server-busy'],
  [550, 'mail-server-refused'],
] as const)('a recipient answered with %i is %s', async (responseCode, failed) => {
  const onRcptTo: SMTPServerOptions['onRcptTo'] = (_to, _session, done) =>
    done(Object.assign(new Error('no'), { responseCode }));
  const { url } = await sink({ onRcptTo });

  expect(await openMailer({ smtpUrl: url, from }).deliver(mail)).toEqual({ failed });
});

test('nobody listening is unreachable, and may be tried again', async () => {
  const { url } = await sink();
  closing.splice(0).forEach((close) => close());

  const delivery = await openMailer({ smtpUrl: url, from }).deliver(mail);

  expect(delivery).toEqual({ failed: 'mail-server-unreachable' });
});

test('a server that is silent from the start costs a bounded time', async () => {
  const url = await scripted(() => '');
  const began = performance.now();

  const delivery = await openMailer({ smtpUrl: url, from, patienceMs: 300 }).deliver(mail);

  expect(delivery).toEqual({ failed: 'mail-server-unreachable' });
  expect(performance.now() - began).toBeLessThan(6_000);
});

test('a server that dribbles without end costs a bounded time', async () => {
  const greetings: NodeJS.Timeout[] = [];
  closing.push(() => greetings.forEach((greeting) => clearInterval(greeting)));
  const url = await scripted((line, socket) => {
    if (line === 'GREETING') return '220 ready\r\n';
    greetings.push(setInterval(() => socket.write('250-more\r\n'), 20));
    return '';
  });
  const began = performance.now();

  const delivery = await openMailer({ smtpUrl: url, from, patienceMs: 300 }).deliver(mail);

  expect(delivery).toEqual({ failed: 'mail-server-unreachable' });
  expect(performance.now() - began).toBeLessThan(6_000);
});

test('silence after the text was taken is an unknown outcome, never a plain failure', async () => {
  const url = await scripted((line) => {
    if (line === 'GREETING') return '220 ready\r\n';
    if (line === 'DATA') return '354 go on\r\n';
    return /^(EHLO|MAIL|RCPT)/.test(line) ? '250 ok\r\n' : '';
  });

  const delivery = await openMailer({ smtpUrl: url, from, patienceMs: 500 }).deliver(mail);

  expect(delivery).toEqual({ failed: 'outcome-unknown' });
});

test('a mail is not spoken openly to a server on another machine', async () => {
  const { received, url } = await sink();
  const elsewhere = url.replace('127.0.0.1', '0.0.0.0');

  const delivery = await openMailer({ smtpUrl: elsewhere, from }).deliver(mail);

  expect(delivery).not.toBe('sent');
  expect(received).toEqual([]);
});

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { databaseUrlRule, loginOf } from './database-url.ts';
import { CannotStart } from './embedded-postgres/cannot-start.ts';
import { closedDoor, databaseAccount } from './embedded-postgres/account.ts';

type Setting = {
  meaning: string;
  otherwise: string;
  example: string;
  /** What a right value looks like, as the end of "… must be". */
  rule: string;
  /** A wrong value may hold a password: it is not repeated. */
  isSecret?: boolean;
};

const about = z.registry<Setting>();
const home = resolve(import.meta.dirname, '../../..');
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const urlOf = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);
const isServer = (text: string, protocols: string[]) => {
  const url = urlOf(text);
  return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '';
};

// A browser gives passkeys and secure cookies to https alone, and to this machine itself.
const isOrigin = (text: string) => {
  const url = urlOf(text);
  if (!url || url.origin !== text.replace(/\/$/, '')) return false;
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
};

const port = z.string().regex(/^\d{1,5}$/);

const settings = z.object({
  PORT: port
    .transform(Number)
    .refine((number) => number >= 1 && number <= 65_535)
    .optional()
    .register(about, {
      meaning: 'The port the web pages are served on.',
      otherwise: '4321',
      example: 'PORT=8080',
      rule: 'a whole number from 1 to 65535',
    }),
  DATA_DIR: z.string().optional().register(about, {
    meaning: 'The folder that holds the database and everything else worth a backup.',
    otherwise: 'data, beside package.json (started as root: see below)',
    example: 'DATA_DIR=/var/lib/roundtable',
    rule: 'the path of a folder, which is made where it does not exist',
  }),
  DATABASE_URL: z
    .string()
    .refine((text) => loginOf(text) !== undefined)
    .optional()
    .register(about, {
      meaning: 'A PostgreSQL server (15 or newer) to use instead of the one that comes along.',
      otherwise: 'the PostgreSQL that comes along, in DATA_DIR',
      example: 'DATABASE_URL=postgres://migrator:secret@db.example.org:5432/roundtable',
      rule: databaseUrlRule,
      isSecret: true,
    }),
  ROUNDTABLE_KEY_FILE: z.string().optional().register(about, {
    meaning:
      'The file with the key that seals words and files about clients. Made at the first start; keep a copy apart from the data.',
    otherwise: 'beside DATA_DIR, under its name and .key',
    example: 'ROUNDTABLE_KEY_FILE=/etc/roundtable/roundtable.key',
    rule: 'the path of a file',
  }),
  PUBLIC_ORIGIN: z
    .string()
    .refine(isOrigin)
    .transform((text) => new URL(text).origin)
    .optional()
    .register(about, {
      meaning: 'The address people type into their browser; links in mails begin with it.',
      otherwise: 'http://localhost: and the port',
      example: 'PUBLIC_ORIGIN=https://roundtable.example.org',
      rule: 'an origin without a path, with https:// unless it is localhost',
    }),
  SMTP_URL: z
    .string()
    .refine((text) => isServer(text, ['smtp:', 'smtps:']))
    .optional()
    .register(about, {
      meaning: 'The mail server that sends invitations and notices.',
      otherwise: 'none: mails wait in the outbox page',
      example: 'SMTP_URL=smtps://roundtable:secret@mail.example.org:465',
      rule: 'the address of a mail server, beginning with smtp:// or smtps://',
      isSecret: true,
    }),
  LOG_LEVEL: z
    .enum(logLevels)
    .optional()
    .register(about, {
      meaning: `How much is written to the log: ${logLevels.join(', ')}.`,
      otherwise: 'info',
      example: 'LOG_LEVEL=warn',
      rule: `one of ${logLevels.join(', ')}`,
    }),
});

export type LogLevel = (typeof logLevels)[number];

export type Configuration = {
  port: number;
  dataDir: string;
  keyFile: string;
  databaseUrl: string | undefined;
  publicOrigin: string;
  smtpUrl: string | undefined;
  logLevel: LogLevel;
  isSample: boolean;
};

export type Environment = Record<string, string | undefined>;

export class WrongSettings extends CannotStart {
  override name = 'WrongSettings';
}

function describe(name: string, value: string | undefined): string {
  const setting = Object.entries(settings.shape).find(([key]) => key === name);
  const known = setting && about.get(setting[1]);
  if (!known) return `${name} is wrong.`;
  const said = known.isSecret ? 'is wrong' : `is "${value}"`;
  return `${name} ${said}: it must be ${known.rule}. For example: ${known.example}`;
}

function refuse(names: string[], environment: Environment): WrongSettings {
  const lines = names.map((name) => describe(name, environment[name]));
  return new WrongSettings(`Roundtable did not start.\n${lines.join('\n')}`);
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Beside the program, unless the database's user may not enter there: then in the system's place for data. */
function usualDataFolder(): string {
  const account = databaseAccount();
  if (closedDoor(account, home) === undefined) return join(home, 'data');
  const place = process.platform === 'darwin' ? '/usr/local/var' : '/var/lib';
  return join(place, 'roundtable', `${basename(home)}-${shortHash(home)}`);
}

/** Reads the settings; a wrong one throws and says which, why, and what is right. Sample data get a folder of their own. */
export function readConfiguration(
  environment: Environment,
  { sample = false }: { sample?: boolean } = {},
): Configuration {
  const given = Object.keys(settings.shape).map((name) => [
    name,
    environment[name]?.trim() || undefined,
  ]);
  const read = settings.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])));
    throw refuse([...wrong], environment);
  }
  const { PORT = 4321, DATA_DIR, DATABASE_URL, PUBLIC_ORIGIN, SMTP_URL, LOG_LEVEL } = read.data;
  const { ROUNDTABLE_KEY_FILE } = read.data;
  // npm changes the folder before it starts us, and keeps where the person stood.
  const standing = environment['INIT_CWD'] ?? process.cwd();
  const folder = DATA_DIR === undefined ? usualDataFolder() : resolve(standing, DATA_DIR);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw refuse(['DATA_DIR'], environment);
  const keyFile = ROUNDTABLE_KEY_FILE && resolve(standing, ROUNDTABLE_KEY_FILE);
  if (keyFile && existsSync(keyFile) && statSync(keyFile).isDirectory())
    throw refuse(['ROUNDTABLE_KEY_FILE'], environment);
  const dataDir = sample ? join(folder, 'sample') : folder;
  return {
    port: PORT,
    dataDir,
    keyFile: keyFile ?? `${dataDir}.key`,
    databaseUrl: DATABASE_URL,
    publicOrigin: PUBLIC_ORIGIN ?? `http://localhost:${PORT}`,
    // Nobody in a sample has a mailbox: its mails are read in the outbox.
    smtpUrl: sample ? undefined : SMTP_URL,
    logLevel: LOG_LEVEL ?? 'info',
    isSample: sample,
  };
}

/** The settings as a person reads them: meaning, what holds otherwise, and an example. */
export function settingsHelp(): string {
  const entries = Object.entries(settings.shape).map(([name, schema]) => {
    const setting = about.get(schema);
    return setting
      ? `  ${name}\n    ${setting.meaning}\n    Otherwise: ${setting.otherwise}\n    Example:   ${setting.example}\n`
      : '';
  });
  return [
    'Settings are read from the environment, for example: PORT=8080 npm start\n',
    ...entries,
    'On this machine, as this user, the data folder is by default:',
    `  ${usualDataFolder()}\n`,
  ].join('\n');
}

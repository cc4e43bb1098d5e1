import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WrongSettings, readConfiguration, settingsHelp } from '#server/platform/configuration.ts';
import { temporaryFolder } from './processes.ts';
import { writeFileSync } from 'node:fs';

const messageFor = (environment: Record<string, string>): string => {
  try {
    readConfiguration(environment);
    return '';
  } catch (fault) {
    expect(fault).toBeInstanceOf(WrongSettings);
    return fault instanceof Error ? fault.message : '';
  }
};

describe('settings', () => {
  test.each([
    ['PORT', 'abc', ['a whole number from 1 to 65535', 'PORT=8080']],
    ['PORT', '0', ['a whole number', 'PORT=8080']],
    ['PORT', '70000', ['a whole number', 'PORT=8080']],
    ['DATABASE_URL', 'mysql://somewhere/x', ['postgres://', 'DATABASE_URL=postgres://']],
    ['DATABASE_URL', 'postgres://me@db/x?ssl=1', ['sslmode', 'DATABASE_URL=postgres://']],
    ['DATABASE_URL', 'postgres://me@db/x?sslmode=prefer', ['verify-full', 'DATABASE_URL=']],
    ['DATABASE_URL', 'postgres://me@db/x?sslrootcert=a.pem', ['with verify-full', 'DATABASE_URL=']],
    ['DATABASE_URL', 'postgres://me:100%secret@db/x', ['postgres://', 'DATABASE_URL=postgres://']],
    ['PUBLIC_ORIGIN', 'http://roundtable.example.org', ['https://', 'PUBLIC_ORIGIN=https://']],
    ['PUBLIC_ORIGIN', 'https://example.org/path', ['without a path', 'PUBLIC_ORIGIN=https://']],
    ['SMTP_URL', 'mail.example.org', ['smtp://', 'SMTP_URL=smtps://']],
    ['LOG_LEVEL', 'loud', ['one of trace, debug', 'LOG_LEVEL=warn']],
  ])('%s=%s is refused with the reason and an example that is right', (name, value, right) => {
    const message = messageFor({ [name]: value });

    expect(message).toContain(`${name} is`);
    for (const part of right) expect(message).toContain(part);
  });

  test('the example that a refusal gives is itself accepted', () => {
    const examples = [...settingsHelp().matchAll(/Example: +([A-Z_]+)=(\S+)/g)];

    expect(examples).toHaveLength(7);
    for (const [, name = '', value = ''] of examples)
      expect(messageFor({ [name]: value })).toBe('');
  });

  test('a data folder that is a file is refused', () => {
    const { path, remove } = temporaryFolder();
    writeFileSync(join(path, 'file'), '');

    expect(messageFor({ DATA_DIR: join(path, 'file') })).toContain('must be the path of a folder');
    remove();
  });

  test('several wrong settings are told together', () => {
    const message = messageFor({ PORT: 'x', LOG_LEVEL: 'y' });

    expect(message).toContain('PORT is "x"');
    expect(message).toContain('LOG_LEVEL is "y"');
  });

  test('a wrong address that may hold a password is not repeated', () => {
    expect(messageFor({ SMTP_URL: 'http://me:hunter2@mail.example.org' })).not.toContain('hunter2');
    expect(messageFor({ DATABASE_URL: 'me:hunter2@db' })).not.toContain('hunter2');
  });

  test('an empty setting counts as not given, and the origin follows the port', () => {
    const configuration = readConfiguration({ PORT: '8081', SMTP_URL: '', DATA_DIR: '/srv/x' });

    expect(configuration).toMatchObject({
      port: 8081,
      publicOrigin: 'http://localhost:8081',
      smtpUrl: undefined,
      dataDir: '/srv/x',
    });
  });

  test('a relative data folder is meant from where the person stands', () => {
    const configuration = readConfiguration({ DATA_DIR: 'kept', INIT_CWD: '/home/someone' });

    expect(configuration.dataDir).toBe('/home/someone/kept');
  });

  test('sample data are kept apart from real data', () => {
    const real = readConfiguration({ DATA_DIR: '/srv/x' });
    const sample = readConfiguration({ DATA_DIR: '/srv/x' }, { sample: true });

    expect(sample.dataDir).not.toBe(real.dataDir);
    expect(sample.keyFile).not.toBe(real.keyFile);
  });

  test('the key file stands outside the data folder, or where somebody says', () => {
    const own = readConfiguration({ ROUNDTABLE_KEY_FILE: '/etc/rt.key', DATA_DIR: '/srv/x' });

    expect(readConfiguration({ DATA_DIR: '/srv/x' }).keyFile).toBe('/srv/x.key');
    expect(own.keyFile).toBe('/etc/rt.key');
  });
});

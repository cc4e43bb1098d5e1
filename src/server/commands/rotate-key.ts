import type { Configuration } from '#server/platform/configuration.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { reachStorage } from '#server/platform/reach-storage.ts';
import { rotateMasterKey } from '#server/platform/sealing/rotate-master-key.ts';
import { demoUsage, splitDemo } from './settings.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const usage = `Exchanges the key that wraps the key of every client, while people go on working.

  npm run rotate-key

  Interrupted, it loses nothing, and the next one goes on where it was. The settings are those of npm start: DATA_DIR, DATABASE_URL,
  ROUNDTABLE_KEY_FILE. The exit code is 0 when it was done, 1 when it failed, 2 when the command is wrong.
  ${demoUsage}
`;

async function rotate(configuration: Configuration): Promise<void> {
  const { keyFile } = configuration;
  const storage = await reachStorage(configuration);
  try {
    const done = await rotateMasterKey(storage.migrator, keyFile, (rewrapped) =>
      say(`${rewrapped} keys rewrapped`),
    );
    if (done.isContinued) say('Went on where the last one was interrupted.');
    say(
      `Done: ${done.rewrapped} keys of clients are wrapped by the new key ${done.keyId} of ${keyFile}.`,
    );
    say('Copy that file now to where you keep it, apart from the backups of the data.');
    for (const place of done.oldKeys)
      say(
        `Backups from before today open with the old key alone: ${place}. Keep it as long as them, and not here.`,
      );
  } finally {
    await storage.close();
  }
}

async function main(args: string[]): Promise<number> {
  const { rest, settings } = splitDemo(args);
  if (rest.length > 0) {
    say(usage);
    return rest[0] === '--help' || rest[0] === '-h' ? 0 : 2;
  }
  try {
    await rotate(settings());
    return 0;
  } catch (fault) {
    if (!(fault instanceof CannotStart)) throw fault;
    process.stderr.write(`${fault.message.replace('Roundtable did not start.\n', '')}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));

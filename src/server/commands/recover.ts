import type { Configuration } from '#server/platform/configuration.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { makeMachineRecovery } from '#server/platform/machine-recovery.ts';
import { reachStorage } from '#server/platform/reach-storage.ts';
import { demoUsage, splitDemo } from './settings.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

const usage = `Helps somebody in who cannot sign in, when no administrator can: the last administrator above all.

  npm run recover -- EMAIL

  It prints a link that works once, for an hour. Whoever opens it sets a new password; that person's sign-in codes and
  passkeys are taken away, and all their sessions end. DATA_DIR, DATABASE_URL and PUBLIC_ORIGIN are those of npm start.
  Roundtable may be running or not; the link needs it running. ${demoUsage}

  The exit code is 0 when the link was made, 1 when it could not be, 2 when the command is wrong.
`;

async function run(email: string, configuration: Configuration): Promise<number> {
  const storage = await reachStorage(configuration);
  try {
    const made = await makeMachineRecovery(storage.migrator, email);
    if (made === null) {
      complain(`Nobody on the staff signs in as ${email}. Write the address as on the staff page.`);
      return 1;
    }
    const until = made.expiresAt.toString({ timeZone: Temporal.Now.timeZoneId() }).slice(11, 16);
    say(`Give this address to ${email}. It works once, until ${until}:`);
    say(`${configuration.publicOrigin}/recover#${made.code}`);
    return 0;
  } finally {
    await storage.close();
  }
}

async function main(args: string[]): Promise<number> {
  const { rest, settings } = splitDemo(args);
  const [email = '', ...more] = rest;
  if (email === '--help' || email === '-h') {
    say(usage);
    return 0;
  }
  if (more.length > 0 || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    complain('Say whom to help by their email address: npm run recover -- EMAIL');
    return 2;
  }
  try {
    return await run(email, settings());
  } catch (fault) {
    if (!(fault instanceof CannotStart)) throw fault;
    complain(fault.message.replace('Roundtable did not start.\n', ''));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));

import { fileURLToPath } from 'node:url';
import { createApp, jobHandlers } from './app.ts';
import { proposeAfterSilence } from './features/attempts/propose-after-silence.ts';
import { askToTellReviewsThatWait } from './features/audit/tell-reviews-that-wait.ts';
import { askForDigests } from './features/escalations/ask-for-digests.ts';
import { markAudit } from './features/audit/mark-audit.ts';
import { sealAudit } from './features/audit/seal-audit.ts';
import { askToRemindOfTraining } from './features/staff-access/remind-of-training.ts';
import { continueProjections } from './features/policies/run-policy.ts';
import { askToTellRefusedRules } from './features/policies/tell-refused-rules.ts';
import { projectDaily } from './features/today/project-daily.ts';
import { rescopeDaily } from './features/today/rescope-daily.ts';
import { readConfiguration } from './platform/configuration.ts';
import { everyHour, everySecond, forgetWhoAsked } from './platform/daily.ts';
import { CannotStart } from './platform/embedded-postgres/cannot-start.ts';
import { makeFoundingCode } from './platform/founding-code.ts';
import { servePages } from './platform/http-pages.ts';
import { listen } from './platform/http-server.ts';
import { openJobs } from './platform/jobs.ts';
import { demandKeysOfTheTrail } from './platform/keys-of-the-trail.ts';
import { readKeys } from './platform/keys.ts';
import { migrate } from './platform/migrate.ts';
import { openShell } from './platform/open-shell.ts';
import { openMasterKeys } from './platform/sealing/open-master-keys.ts';
import { sealWhatLiesOpen } from './platform/sealing/seal-what-lies-open.ts';
import { openData } from './sample/open-data.ts';
import { makeSample, signInTable } from './sample/make-sample.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const keepIt =
  'Keep a copy apart from the backups of the data: without it nobody can read them again.';
type Close = () => Promise<void>;
/** What takes work in: closed first, and all of it at once, so that nobody waits for the sum of their patience. */
const working: Close[] = [];
/** What the work stands on: closed the last first. */
const closing: Close[] = [];
let isStopping = false;

/** Closes what was opened, each in spite of the others, and ends. A second signal ends at once. */
async function stop(code: number) {
  if (isStopping) process.exit(code || 1);
  isStopping = true;
  let ending = code;
  const shut = (close: Close) =>
    close().catch((fault: unknown) => {
      process.stderr.write(`${describe(fault)}\n`);
      ending = 1;
    });
  await Promise.all(working.map(shut));
  for (const close of closing.toReversed()) await shut(close);
  process.exit(ending);
}

async function start() {
  const isSample = process.argv.includes('--demo');
  const configuration = readConfiguration(process.env, { sample: isSample });
  const onLost = (why: string) => {
    process.stderr.write(`${why} Start Roundtable again.\n`);
    process.exit(1);
  };
  const storage = await openData(configuration, { onLost, say });
  closing.push(storage.close);
  if (!process.argv.includes('--new-keys'))
    await demandKeysOfTheTrail(storage.migrator, configuration.dataDir);
  const keys = await readKeys(configuration.dataDir);
  const logins = await migrate(storage.migrator);
  const { keyFile } = configuration;
  const { masterKeys, isNew } = await openMasterKeys(storage.migrator, keyFile);
  if (isNew) say(`The key that seals words about clients was made: ${keyFile}. ${keepIt}`);
  const sealed = await sealWhatLiesOpen(storage.migrator, masterKeys);
  if (sealed > 0) say(`${sealed} texts from before there was a key are sealed now.`);
  const { shell, close } = openShell(configuration, logins, { ...keys, masterKeys });
  closing.push(close);
  const { dataDir } = configuration;
  const note = isSample
    ? await makeSample({ dataDir, migrator: storage.migrator, logins, shell, say })
    : undefined;
  const eachSecond = everySecond(shell, sealAudit, forgetWhoAsked);
  const marker = everyHour(shell, () => markAudit(shell, dataDir));
  // What happened until the very end is sealed and marked too.
  closing.push(async () => {
    await Promise.all([eachSecond.stop(), marker.stop()]);
    await sealAudit(shell);
    await markAudit(shell, dataDir);
  });
  const jobs = await openJobs(logins.worker, shell, jobHandlers);
  working.push(jobs.stop);
  const pages = fileURLToPath(new URL('../../dist/web', import.meta.url));
  const app = await servePages(createApp(shell), pages, shell);
  const server = await listen(app, configuration);
  working.push(server.stop);
  jobs.start();
  const follower = everyHour(
    shell,
    rescopeDaily,
    projectDaily,
    continueProjections,
    proposeAfterSilence,
    askForDigests,
    askToRemindOfTraining,
    askToTellRefusedRules,
    askToTellReviewsThatWait,
  );
  working.push(follower.stop);

  const isWanted = process.argv.includes('--new-agency');
  const code = await makeFoundingCode(storage.migrator, { isWanted });
  say(`Roundtable is ready at ${shell.publicOrigin}`);
  if (code) say(`Open ${shell.publicOrigin}/first-run#${code}`);
  for (const line of note ? signInTable(note) : []) say(line);
}

process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));

try {
  await start();
} catch (fault) {
  // Who stops a start takes its ground away; that is no fault, and the stop that goes on ends the process.
  if (!isStopping) {
    process.stderr.write(`${describe(fault)}\n`);
    await stop(1);
  }
}

function describe(fault: unknown) {
  if (fault instanceof CannotStart) return fault.message;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

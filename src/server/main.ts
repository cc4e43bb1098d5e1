import { fileURLToPath } from 'node:url';
import { createApp, jobHandlers } from './app.ts';
import { proposeAfterSilence } from './features/attempts/propose-after-silence.ts';
import { askForDigests } from './features/escalations/ask-for-digests.ts';
import { markAudit } from './features/audit/mark-audit.ts';
import { sealAudit } from './features/audit/seal-audit.ts';
import { continueProjections } from './features/policies/run-policy.ts';
import { projectDaily } from './features/today/project-daily.ts';
import { rescopeDaily } from './features/today/rescope-daily.ts';
import { readConfiguration } from './platform/configuration.ts';
import { everyHour, everySecond } from './platform/daily.ts';
import { CannotStart } from './platform/embedded-postgres/cannot-start.ts';
import { makeFoundingCode } from './platform/founding-code.ts';
import { servePages } from './platform/http-pages.ts';
import { listen } from './platform/http-server.ts';
import { openJobs } from './platform/jobs.ts';
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
const closing: (() => Promise<void>)[] = [];
let isStopping = false;

/** Closes what was opened, the last first, and ends. A second signal ends at once. */
async function stop(code: number) {
  if (isStopping) process.exit(code || 1);
  isStopping = true;
  for (const close of closing.toReversed()) await close();
  process.exit(code);
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
  const jobs = await openJobs(logins.worker, shell, jobHandlers);
  closing.push(jobs.stop);
  const pages = fileURLToPath(new URL('../../dist/web', import.meta.url));
  const app = await servePages(createApp(shell), pages);
  const server = await listen(app, configuration);
  closing.push(server.stop);
  jobs.start();
  const followDates = async () => {
    await rescopeDaily(shell);
    await projectDaily(shell);
    await continueProjections(shell);
    await proposeAfterSilence(shell);
    await askForDigests(shell);
  };
  closing.push(everyHour(followDates, shell.log).stop);
  const sealer = everySecond(() => sealAudit(shell), shell.log);
  const marker = everyHour(() => markAudit(shell, dataDir), shell.log);
  // What happened until the very end is sealed and marked too.
  closing.push(async () => {
    await Promise.all([sealer.stop(), marker.stop()]);
    await sealAudit(shell);
    await markAudit(shell, dataDir);
  });

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
  process.stderr.write(
    fault instanceof CannotStart ? `${fault.message}\n` : `${describe(fault)}\n`,
  );
  await stop(1);
}

function describe(fault: unknown) {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

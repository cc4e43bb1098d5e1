import { verifyAudit, type Verdict } from '#server/features/audit/verify-audit.ts';
import { readCheckpoints } from '#server/platform/checkpoints.ts';
import type { Configuration } from '#server/platform/configuration.ts';
import { openDatabase } from '#server/platform/database.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { demandKeysOfTheTrail } from '#server/platform/keys-of-the-trail.ts';
import { readKeys } from '#server/platform/keys.ts';
import { reachStorage } from '#server/platform/reach-storage.ts';
import { demoUsage, splitDemo } from './settings.ts';

const usage = `Reads the whole audit trail and says whether it is as it was written, while people go on working.

  npm run verify-audit

  The settings are those of npm start: DATA_DIR, DATABASE_URL. ${demoUsage}
  The exit code is 0 when the trail is whole, 1 when it is not or could not be read, 2 when the command is wrong.
`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function verify(configuration: Configuration): Promise<Verdict> {
  const { logins, migrator, close } = await reachStorage(configuration);
  const workerDatabase = openDatabase(logins.worker, 1);
  try {
    await demandKeysOfTheTrail(migrator, configuration.dataDir);
    const { audit: auditKey } = await readKeys(configuration.dataDir);
    const checkpoints = await readCheckpoints(configuration.dataDir, auditKey);
    return await verifyAudit({ workerDatabase, auditKey }, checkpoints);
  } finally {
    await workerDatabase.destroy();
    await close();
  }
}

function tell({ agencies, rows, seals, waiting, beside, checkpoints, findings }: Verdict) {
  for (const { agencyId, row, what } of findings)
    say(`${agencyId === '' ? 'every agency' : `agency ${agencyId}`}, ${row}: ${what}.`);
  say(`agencies: ${agencies}`);
  say(`rows: ${rows}, in ${seals} seals; ${waiting} wait for the sealer`);
  say(`beside the trail: ${beside} rows, openings and programs`);
  say(`checkpoints: ${checkpoints}`);
  say(
    findings.length === 0 ? 'audit: whole' : `audit: not whole, ${findings.length} findings above`,
  );
}

async function main(args: string[]): Promise<number> {
  const { rest, settings } = splitDemo(args);
  if (rest.length > 0) {
    say(usage);
    return rest[0] === '--help' || rest[0] === '-h' ? 0 : 2;
  }
  try {
    const verdict = await verify(settings());
    tell(verdict);
    return verdict.findings.length === 0 ? 0 : 1;
  } catch (fault) {
    if (!(fault instanceof CannotStart)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));

import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { digestOfLine, digestOfSeal } from '#server/platform/audit.ts';
import { openDatabase } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { migrate } from '#server/platform/migrate.ts';
import { makeCaseload, type Caseload } from './caseload.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { onStage, type Stage } from './stage.ts';

const seals = 200;
const rowsInSeal = 1_000;
const rounds = 5;
const key = Buffer.from('a key for the bench, 32 bytes ...');
const clients = 2_000;
/** Later than the enrollments were recorded, so that it is certain what stands beside each line. */
const began = Temporal.Now.instant().round('second').add({ hours: 1 });

/** How fast a trail is read and compared, as `npm run verify-audit` does it. */
export const benchVerify = (): Promise<Measurement[]> => onStage(verifyOn);

async function verifyOn(stage: Stage): Promise<Measurement[]> {
  await makePattern(stage);
  const caseload = await makeCaseload(stage.owner, { size: clients, name: 'Verified' });
  await addTrail(stage, caseload);
  await stage.owner.query('vacuum analyze');
  const logins = await migrate(stage.migrator);
  const workerDatabase = openDatabase(logins.worker, 1);
  const perSecond: number[] = [];
  for (let each = 0; each < rounds; each += 1) {
    const start = performance.now();
    const { rows, beside, findings } = await verifyAudit(
      { workerDatabase, auditKey: key },
      { marks: [], foreign: 0, only: caseload.agencyId },
    );
    perSecond.push(rows / ((performance.now() - start) / 1_000));
    if (rows < seals * rowsInSeal || beside < 2 * rows || findings.length > 0)
      throw new Error(
        `${rows} rows read, ${beside} beside; ${JSON.stringify(findings.slice(0, 3))}`,
      );
  }
  await workerDatabase.destroy();
  return [
    {
      what: 'The audit trail is read and compared',
      value: round(median(perSecond), 0),
      unit: 'rows a second',
      limit: { atLeast: 50_000 },
      because: `${seals * rowsInSeal} rows, each the opening of a record, in ${seals} seals, and what is written beside them, one core; the slowest of ${rounds} rounds ${round(Math.min(...perSecond), 0)}`,
    },
  ];
}

/** Rows and the chain over them as they are written, one agency's, a second apart. */
async function addTrail({ owner }: Stage, caseload: Caseload) {
  const { agencyId } = caseload;
  const client = await owner.connect();
  let before: string | null = null;
  for (let number = 1; number <= seals; number += 1) {
    const at = began.add({ seconds: number * rowsInSeal });
    const rows = Array.from({ length: rowsInSeal }, (_, second) =>
      lineAt(caseload, at.add({ seconds: second }), number * rowsInSeal + second),
    );
    const digest = digestOfSeal(key, { agencyId, number, sealedAt: at.toString(), rows }, before);
    await client.query('begin');
    await client.query(
      `insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
       select $1, x.id, x.at, x.actor, 'care-coordination', 'GET /api/clients/:clientId', 'done', array[x.about], x.hmac
       from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::bytea[]) x(id, at, actor, about, hmac)`,
      [
        agencyId,
        rows.map(({ auditId }) => auditId),
        rows.map((line) => line.at),
        rows.map(({ actorId }) => actorId),
        rows.map(({ ids }) => ids[0]),
        rows.map(({ hmac }) => Buffer.from(hmac, 'hex')),
      ],
    );
    await client.query('delete from auth.audit_waiting where agency_id = $1', [agencyId]);
    await client.query(
      `insert into audit_seal (agency_id, seal_number, audit_ids, rows_so_far, sealed_at, digest) values ($1, $2, $3, $4, $5, $6)`,
      [
        agencyId,
        number,
        rows.map(({ auditId }) => auditId),
        number * rowsInSeal,
        at.toString(),
        Buffer.from(digest, 'hex'),
      ],
    );
    await client.query('commit');
    before = digest;
  }
  client.release();
}

function lineAt({ agencyId, idOf }: Caseload, at: Temporal.Instant, nth: number) {
  const line = {
    auditId: newId(at),
    agencyId,
    at: at.toString(),
    actorId: idOf('staff', nth % (clients / 50)),
    service: null,
    purpose: 'care-coordination',
    operation: 'GET /api/clients/:clientId',
    outcome: 'done',
    ids: [idOf('client', (nth * 7) % clients)],
  };
  return { ...line, hmac: digestOfLine(key, line) };
}

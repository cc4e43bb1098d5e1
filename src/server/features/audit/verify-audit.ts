import { digestOfLine, digestOfSeal, type Checkpoint } from '#server/platform/audit.ts';
import { agenciesOf } from '#server/platform/daily.ts';
import { transact, type Tx } from '#server/platform/database.ts';
import type { Shell } from '#server/platform/shell.ts';
import {
  linesOf,
  sealsAfter,
  unsealedRows,
  type StoredLine,
  type StoredSeal,
} from '#server/stores/audit/audit-seals.ts';
import { verifyBeside } from './verify-beside.ts';

export type Finding = { agencyId: string; row: string; what: string };
export type Verdict = {
  agencies: number;
  rows: number;
  seals: number;
  /** Rows that the sealer has yet to reach. */
  waiting: number;
  /** Rows beside the trail that follow from it. */
  beside: number;
  checkpoints: number;
  findings: Finding[];
};

/** How long a request may take from the moment that it is stamped with to its end: what comes later is out of its time. */
const longestRequest = Temporal.Duration.from({ minutes: 15 });
const sealsAtOnce = 20;

type Reading = { tx: Tx; agencyId: string; key: Buffer; verdict: Verdict };
type Position = {
  number: number;
  digest: string | null;
  rows: number;
  /** The latest stamp so far; the first is later than none. */
  latest: string;
};

/** Reads the whole trail of every agency and says what is not as it was written. It changes nothing. */
export async function verifyAudit(
  { workerDatabase, auditKey: key }: Pick<Shell, 'workerDatabase' | 'auditKey'>,
  { marks, foreign, only }: { marks: readonly Checkpoint[]; foreign: number; only?: string },
): Promise<Verdict> {
  const agencies = only === undefined ? await agenciesOf(workerDatabase) : [only];
  const counts = { agencies: agencies.length, rows: 0, seals: 0, waiting: 0, beside: 0 };
  const verdict: Verdict = { ...counts, checkpoints: marks.length, findings: [] };
  const find = (agencyId: string, row: string, what: string) =>
    verdict.findings.push({ agencyId, row, what });
  for (let line = 0; line < foreign; line += 1)
    find('', 'checkpoint file', 'a line was not written by this installation, or was changed');
  for (const agencyId of agencies) {
    const asker = { kind: 'service', agencyId, service: 'audit-seal' } as const;
    await transact(workerDatabase, { asker, purpose: 'oversight' }, async (tx) => {
      // One moment for everything that is compared, while people go on working.
      const reading = { tx, agencyId, key, verdict };
      const end = await readChain(reading, new Map(ofAgency(marks, agencyId)));
      await readUnsealed(reading, end);
      verdict.beside += await verifyBeside({
        tx,
        tolerance: longestRequest,
        find: (row, what) => found(reading, row, what),
      });
    });
  }
  for (const { agencyId, sealNumber } of marks)
    if (!agencies.includes(agencyId))
      find(agencyId, `seal ${sealNumber}`, 'the agency is gone, and was there at a checkpoint');
  return verdict;
}

const ofAgency = (marks: readonly Checkpoint[], agencyId: string) =>
  marks
    .filter((mark) => mark.agencyId === agencyId)
    .map((mark) => [mark.sealNumber, mark] as const);

/** From the first seal to the last, each with its rows. */
async function readChain(reading: Reading, marks: Map<number, Checkpoint>): Promise<Position> {
  const { tx, agencyId, verdict } = reading;
  let position: Position = { number: 0, digest: null, rows: 0, latest: '' };
  for (;;) {
    const seals = await sealsAfter(tx, agencyId, { number: position.number, limit: sealsAtOnce });
    const ids = seals.flatMap(({ auditIds }) => auditIds);
    const lines = await linesOf(tx, agencyId, ids);
    for (const seal of seals) {
      position = readSeal(reading, seal, { position, lines });
      const mark = marks.get(seal.number);
      if (mark && mark.digest !== seal.digest)
        found(reading, `seal ${seal.number}`, 'is not the one that a checkpoint saw');
      marks.delete(seal.number);
    }
    if (seals.length < sealsAtOnce) break;
  }
  for (const { sealNumber, rows } of marks.values())
    found(
      reading,
      `seal ${sealNumber}`,
      `the end was cut off: a checkpoint saw ${rows} rows, ${position.rows} are left`,
    );
  verdict.seals += position.number;
  return position;
}

type Known = { position: Position; lines: Map<string, StoredLine> };

function readSeal(reading: Reading, seal: StoredSeal, { position, lines }: Known): Position {
  const { agencyId, key, verdict } = reading;
  if (seal.number !== position.number + 1)
    found(reading, `seal ${position.number + 1}`, 'is missing from the chain');
  const rows: StoredLine[] = [];
  let { latest } = position;
  for (const auditId of seal.auditIds) {
    const line = lines.get(auditId);
    if (!line) {
      found(reading, `row ${auditId}`, 'was deleted');
      continue;
    }
    verdict.rows += 1;
    rows.push(line);
    latest = readLine(reading, line, latest);
  }
  const isWhole = rows.length === seal.auditIds.length;
  const digest = digestOfSeal(
    key,
    { agencyId, number: seal.number, sealedAt: seal.sealedAt, rows },
    position.digest,
  );
  // What was found of a row is said of the row; the chain is said to be broken where all of them seem right.
  if (isWhole && digest !== seal.digest)
    found(reading, `seal ${seal.number}`, 'does not follow from its rows and the seal before it');
  if (seal.rowsSoFar !== position.rows + seal.auditIds.length)
    found(reading, `seal ${seal.number}`, 'counts other rows than it holds');
  return { number: seal.number, digest: seal.digest, rows: seal.rowsSoFar, latest };
}

/** Its own digest, and whether its time fits what was sealed before it; answers the latest time so far. */
function readLine(reading: Reading, line: StoredLine, latest: string): string {
  if (digestOfLine(reading.key, line) !== line.hmac) {
    found(reading, `row ${line.auditId}`, 'was changed, or not written by this installation');
    return latest;
  }
  if (isLater(line.at, latest)) return line.at;
  if (isBefore(line.at, latest))
    found(
      reading,
      `row ${line.auditId}`,
      `is stamped ${line.at}, and what was sealed before it ${latest}: the clock was set back`,
    );
  return latest;
}

/** Without their last letter stamps sort by time as they are: few rows are worth reckoning with moments. */
const isLater = (at: string, latest: string) => at.slice(0, -1) > latest.slice(0, -1);

const isBefore = (at: string, latest: string) =>
  Temporal.Instant.compare(at, Temporal.Instant.from(latest).subtract(longestRequest)) < 0;

/** What no seal holds waits for the sealer, or came in another way. */
async function readUnsealed(reading: Reading, { latest }: Position) {
  const { tx, agencyId, verdict } = reading;
  const unsealed = await unsealedRows(tx);
  const lines = await linesOf(
    tx,
    agencyId,
    unsealed.map(({ auditId }) => auditId),
  );
  for (const { auditId, waits, isThere } of unsealed) {
    const line = lines.get(auditId);
    if (line) {
      verdict.rows += 1;
      readLine(reading, line, latest);
    }
    if (!isThere) found(reading, `row ${auditId}`, 'was deleted before it was sealed');
    else if (waits) verdict.waiting += 1;
    else found(reading, `row ${auditId}`, 'is in no seal: it was added in another way');
  }
}

function found({ agencyId, verdict }: Reading, row: string, what: string) {
  verdict.findings.push({ agencyId, row, what });
}

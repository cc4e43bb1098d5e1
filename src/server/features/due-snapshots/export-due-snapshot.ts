import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { exportDueSnapshot as contract } from '#contract/due-snapshots.ts';
import { writeCsv } from '#server/platform/csv.ts';
import { Refused } from '#server/platform/refused.ts';
import type { StreamReply } from '#server/platform/request.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { recordReported } from '#server/stores/disclosures/disclosures.ts';
import {
  countSnapshotRows,
  rowsOfSnapshot,
  type FoundRow,
  type RowKey,
} from '#server/stores/clock/due-snapshot-rows.ts';
import { findSnapshot, type StoredSnapshot } from '#server/stores/clock/due-snapshots.ts';
import {
  everyClassTold,
  whoseLawsAreNamed,
  wordsByProgram,
  type Told,
} from '#server/stores/disclosures/notice-texts.ts';
import { demandMayTakeLists, takeOut } from '#server/stores/disclosures/taken-out.ts';
import { linesOf, statusesOf } from './read-due-snapshots.ts';
import { inWords, rowIdOf, type RowInWords } from './snapshot-view.ts';

const headerFor = (word: string) => [
  `${capitalized(word)} number`,
  capitalized(word),
  'Program',
  'Rule',
  'Required or recommended',
  'Why',
  'Due',
  'Status',
  'Days left',
  'Held',
  'Was due',
  'Key providers',
  'Also there',
  'As of',
  'Known at',
  'Taken out by',
  'On passing it on',
];
const atOnce = 500;

type Wanted = Pick<InputOf<typeof contract>, 'snapshotId' | 'show'>;

/** Page by page through the door: what its reader may no longer see half-way ends the file. */
export async function exportDueSnapshot(
  { snapshotId, show, reason, reportTo, requestId }: InputOf<typeof contract>,
  { step }: Passage,
): Promise<StreamReply> {
  const { asOf, knowledge, word, mark, report, onPassing } = await step(async (visit) => ({
    ...(await readWhole(visit, { snapshotId, show })),
    word: await ourClientWord(visit),
    onPassing: await wordsByProgram(visit, visit.today),
    ...(await takeOut(visit, {
      what: 'past-due-list',
      reason,
      reportTo,
      requestId,
      asked: { snapshotId, show },
      lines: linesOf(await countSnapshotRows(visit, snapshotId), show),
    })),
  }));
  return {
    name: `due-list-${asOf.toString()}-known-${knowledge}.csv`,
    type: 'text/csv; charset=utf-8',
    chunks: pages(),
  };

  async function* pages() {
    yield writeCsv([headerFor(word)]);
    const told = new Set<string>();
    let page: Page = { lines: [], printed: [], last: null };
    do {
      const after = page.last;
      page = await step(async (visit) => {
        await demandMayTakeLists(visit);
        const read = await readPage(visit, { snapshotId, show }, after);
        // Written down before it leaves, once of each client, program and class.
        const anew = read.printed.filter((row) => !told.has(toldKey(row)));
        if (report !== null) await recordReported(visit, report, anew);
        return read;
      });
      // A step may be begun again: what it has written down counts once it is through.
      for (const row of page.printed) told.add(toldKey(row));
      if (page.lines.length > 0)
        yield writeCsv(page.lines.map(({ line, tells }) => [...line, mark, onPassing(tells)]));
    } while (page.last !== null);
  }
}

export async function readWhole(
  visit: Visit,
  { snapshotId, show }: Wanted,
): Promise<StoredSnapshot> {
  const snapshot = await findSnapshot(visit, snapshotId);
  if (!snapshot) throw new Refused('not-found');
  if (snapshot.state !== 'done') throw new Refused('snapshot-not-done');
  if (show === 'met' && !snapshot.holdsMet) throw new Refused('snapshot-without-met');
  return snapshot;
}

type Page = {
  lines: { line: string[]; tells: readonly Told[] }[];
  printed: FoundRow[];
  last: RowKey | null;
};

const toldKey = (row: FoundRow) => `${row.clientId}_${row.programId}_${row.class}`;

async function readPage(visit: Visit, wanted: Wanted, after: RowKey | null): Promise<Page> {
  const snapshot = await readWhole(visit, wanted);
  const found = await rowsOfSnapshot(visit, wanted.snapshotId, {
    statuses: statusesOf[wanted.show],
    after,
    limit: atOnce,
  });
  const rows = await inWords(visit, snapshot, found);
  const ids = new Set(rows.map(({ id }) => id));
  const foundOf = new Map(found.map((row) => [rowIdOf(row), row]));
  const areLawsNamed = await whoseLawsAreNamed(
    visit,
    found.map(({ clientId }) => clientId),
  );
  const toldIn = (row: FoundRow | undefined): readonly Told[] => {
    if (!row) return [];
    return areLawsNamed(row.clientId) ? [row] : everyClassTold;
  };
  const last = found.length === atOnce ? found.at(-1) : undefined;
  return {
    printed: found.filter((row) => ids.has(rowIdOf(row))),
    lines: rows.map((row) => ({
      line: lineOf(row, snapshot),
      tells: toldIn(foundOf.get(row.id)),
    })),
    last: last ? { ...last, dueOn: last.dueOn?.toString() ?? null } : null,
  };
}

const lineOf = (row: RowInWords, { asOf, knownAt }: StoredSnapshot) => [
  String(row.clientNumber),
  row.clientName ?? '',
  row.programName,
  row.rule,
  row.strength.replace('_', ' '),
  [row.evidence, ...row.notes].join('. '),
  row.dueOn ?? '',
  row.status.replace('_', ' '),
  row.daysLeft === null ? '' : String(row.daysLeft),
  row.held?.heldOn ?? '',
  row.held?.wasDueOn ?? '',
  row.held?.keyProviders ?? '',
  row.held?.others.join('; ') ?? '',
  asOf.toString(),
  knownAt.toString(),
];

import { mostLinesApproved } from '#domain/access/taking-out.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { spansOf } from '#domain/worklist/weeks-ahead.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { exportDue as contract, OwedDuty } from '#contract/today.ts';
import { writeCsv } from '#server/platform/csv.ts';
import type { StreamReply } from '#server/platform/request.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { recordReported } from '#server/stores/disclosures/disclosures.ts';
import {
  dueObligations,
  type DueFilter,
  type DueKey,
  type DueObligation,
} from '#server/stores/clock/obligations.ts';
import {
  everyClassTold,
  whoseLawsAreNamed,
  wordsByProgram,
  type Told,
} from '#server/stores/disclosures/notice-texts.ts';
import {
  demandMayTakeLists,
  takeOut,
  type OwedReport,
} from '#server/stores/disclosures/taken-out.ts';
import { timeInWords } from '#domain/words.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { consentsMissing } from './consents-missing.ts';
import { rowsOf } from './due-rows.ts';
import { branchesFor, filterOf, keyOf } from './list-due.ts';
import { owedInWords } from './owed-in-words.ts';

type Wanted = InputOf<typeof contract>;
/** A line, and what it tells: of the programs that it names, and of each duty. */
type Line = { line: string[]; tells: readonly Told[] };
type Page = { lines: Line[]; last: DueKey | null };

const headerFor = (word: string) => [
  `${capitalized(word)} number`,
  capitalized(word),
  'Program',
  'Worker',
  'Rule',
  'Required or recommended',
  'Why',
  'Due',
  'Status',
  'Days left',
  'Last held',
  'Next conference',
  'Next step',
  'Consents missing',
  'Also owed',
  'Taken out by',
  'On passing it on',
];
const atOnce = 500;

/** The list as it is filtered, a client on each line, page by page through the door. */
export async function exportDue(wanted: Wanted, { step }: Passage): Promise<StreamReply> {
  const { reason, reportTo, requestId, ...asked } = wanted;
  const { today, word, mark, report, onPassing } = await step(async (visit) => {
    const { today: on } = visit;
    const lines = await countLines(wanted, visit);
    return {
      today: on,
      word: await ourClientWord(visit),
      onPassing: await wordsByProgram(visit, on),
      ...(await takeOut(visit, {
        what: 'due-list',
        reason,
        reportTo,
        requestId,
        asked,
        lines,
      })),
    };
  });
  return {
    name: `due-list-${today.toString()}.csv`,
    type: 'text/csv; charset=utf-8',
    chunks: pages(),
  };

  async function* pages() {
    yield writeCsv([headerFor(word)]);
    let page: Page = { lines: [], last: null };
    do {
      const after = page.last;
      page = await step((visit) => readPage({ ...wanted, report }, visit, after));
      if (page.lines.length > 0)
        yield writeCsv(page.lines.map(({ line, tells }) => [...line, mark, onPassing(tells)]));
    } while (page.last !== null);
  }
}

/** How many lines the list has, or one more than a file holds. */
export const countLines = async (wanted: Wanted, visit: Visit): Promise<number> =>
  (await readRows(wanted, visit, { after: null, limit: mostLinesApproved + 1 })).length;

async function readRows(wanted: Wanted, visit: Visit, part: Pick<DueFilter, 'after' | 'limit'>) {
  const branches = await branchesFor(wanted, visit);
  await bringUpToDate(visit, branches);
  const { today } = visit;
  return dueObligations(visit, branches, {
    ...filterOf(wanted),
    spans: spansOf(wanted.backlog === 'yes' ? 'all' : wanted.when, today),
    ...part,
  });
}

type Asked = Wanted & { report: OwedReport | null };

async function readPage(wanted: Asked, visit: Visit, after: DueKey | null): Promise<Page> {
  await demandMayTakeLists(visit);
  const found = await readRows(wanted, visit, { after, limit: atOnce + 1 });
  const page = found.slice(0, atOnce);
  const next = found.length > atOnce ? page.at(-1) : undefined;
  const rows = await rowsOf(visit, page);
  const dutyOf = new Map(page.map((each) => [rowId(each), each]));
  const clientIds = rows.map(({ clientId }) => clientId);
  const owed = await owedInWords(visit, clientIds);
  // Written down before it leaves: what a line names beside its own is told too.
  if (wanted.report !== null)
    await recordReported(visit, wanted.report, [
      ...pairsOf(rows, page),
      ...[...owed].flatMap(([clientId, duties]) =>
        duties.map((each) => ({ clientId, programId: each.programId, class: each.class })),
      ),
    ]);
  const consents = visit.abilities.has('conference:read')
    ? await consentsMissing(visit, [...owed.keys()])
    : null;
  const areLawsNamed = await whoseLawsAreNamed(visit, clientIds);
  return {
    lines: rows.map((row) => lineOf(row, { dutyOf, owed, consents, areLawsNamed })),
    last: next === undefined ? null : keyOf(next),
  };
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
type Beside = {
  dutyOf: ReadonlyMap<string, DueObligation>;
  owed: Awaited<ReturnType<typeof owedInWords>>;
  consents: Awaited<ReturnType<typeof consentsMissing>> | null;
  areLawsNamed: (clientId: string) => boolean;
};

function lineOf(row: Row, { dutyOf, owed, consents, areLawsNamed }: Beside): Line {
  const own = dutyOf.get(row.id);
  const duties = owed.get(row.clientId) ?? [];
  return {
    tells: areLawsNamed(row.clientId) ? [...(own ? [own] : []), ...duties] : everyClassTold,
    line: [
      String(row.number),
      row.name,
      row.programName,
      row.workerName ?? '',
      row.rule,
      row.strength.replace('_', ' '),
      [row.evidence, ...row.notes].join('. '),
      row.dueOn ?? '',
      row.severity === 'crisis' ? 'crisis' : row.status.replace('_', ' '),
      row.daysLeft === null ? '' : String(row.daysLeft),
      row.lastHeldOn ?? '',
      meetingOn(row),
      nextStep(row),
      consents === null ? '' : missingOf(consents.get(row.clientId)),
      duties.flatMap((each) => (each.id === row.id ? [] : alsoOwed(each))).join('; '),
    ],
  };
}

const rowId = ({ enrollmentId, obligationKey }: DueObligation) =>
  `${enrollmentId}_${obligationKey}`;

/** A row that is no longer true is not printed, and tells of nobody. */
function pairsOf(rows: readonly Row[], page: readonly DueObligation[]) {
  const printed = new Set(rows.map(({ id }) => id));
  return page.filter((each) => printed.has(rowId(each)));
}

/** "2026-12-03 10:00 am Eastern", where a time is set. */
function meetingOn({ next }: Row): string {
  if (next === null || next.startsAt === null) return '';
  const start = Temporal.Instant.from(next.startsAt).toZonedDateTimeISO(next.timeZone);
  return `${start.toPlainDate().toString()} ${timeInWords(start)}`;
}

function nextStep({ next, diedOn }: Row): string {
  if (next === null) return diedOn === null ? 'plan' : 'end the enrollment';
  return stepWords[next.state];
}

const stepWords = {
  draft: 'finish the draft',
  scheduled: 'hold it',
  'in-session': 'in session now',
  ended: 'finish and send',
} as const satisfies Record<NonNullable<Row['next']>['state'], string>;

/** Of the outside people on the care team, how many may not hear of the client. */
const missingOf = (of: { missing: number; of: number } | undefined) =>
  of === undefined ? '0 of 0' : `${of.missing} of ${of.of}`;

const alsoOwed = ({ programName, rule, strength, due }: OwedDuty) =>
  `${programName}: ${rule}, ${strength.replace('_', ' ')}, ${due}`;

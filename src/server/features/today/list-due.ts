import type { z } from 'zod';
import { clientName } from '#domain/client-name.ts';
import { explain } from '#domain/policy-clock/explain.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import { spansOf } from '#domain/worklist/weeks-ahead.ts';
import type { listDue as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  dueObligations,
  worklistDay,
  type DueKey,
  type DueObligation,
} from '#server/stores/obligations.ts';
import { programNamesOf, type ProgramNames } from '#server/stores/obligations-programs.ts';
import { branchesOf, type Branch } from '#server/stores/obligations-scope.ts';
import { meetingsOf, type EnrollmentMeeting } from '#server/stores/today-conferences.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { scopeOf } from './scope-of.ts';

type Input = z.output<typeof contract.input>;

const pageSize = 50;
const strengths = ['required', 'recommended'] as const;

export async function listDue(input: Input, visit: Visit): Promise<z.input<typeof contract.reply>> {
  const { today, mayBeOutdated } = await worklistDay(visit);
  const branches = await branchesOf(visit, {
    scope: scopeOf(input.scope, visit),
    programId: input.programId,
  });
  if (mayBeOutdated) await bringUpToDate(visit, branches);
  const filter = {
    strengths: strengths.filter((each) => input.strength === 'any' || input.strength === each),
    isBacklog: input.backlog === 'yes',
  };
  const found = await dueObligations(visit, branches, {
    ...filter,
    spans: spansOf(input.backlog === 'yes' ? 'all' : input.when, today),
    after: input.after === undefined ? null : keyFrom(input.after),
    limit: pageSize + 1,
  });
  const page = found.slice(0, pageSize);
  const last = found.length > pageSize ? page.at(-1) : undefined;
  return {
    today: today.toString(),
    rows: await rowsOf(visit, page),
    next: last === undefined ? null : keyText(last),
    firstLater:
      found.length === 0 && input.when === 'due' && input.after === undefined
        ? await firstLater(visit, branches, { ...filter, today })
        : null,
  };
}

const keyText = ({ standing, enrollmentId, obligationKey }: DueObligation) =>
  `${standing.dueOn?.toString() ?? 'none'}_${enrollmentId}_${obligationKey}`;

function keyFrom(text: string): DueKey {
  const [on = '', enrollmentId = '', ...rest] = text.split('_');
  return { dueOn: on === 'none' ? null : on, enrollmentId, obligationKey: rest.join('_') };
}

async function rowsOf(visit: Visit, page: readonly DueObligation[]) {
  const programs = await programNamesOf(visit, [...new Set(page.map((row) => row.programId))]);
  const meetings = visit.abilities.has('conference:read')
    ? await meetingsOf(
        visit,
        page.map(({ enrollmentId }) => enrollmentId),
      )
    : new Map<string, EnrollmentMeeting>();
  visit.touch(...page.map(({ clientId }) => clientId));
  return page.flatMap((row) => {
    const program = programs.get(row.programId);
    if (!program || isOutdated(row, program)) return [];
    return [rowOf(row, program, meetings.get(row.enrollmentId) ?? null)];
  });
}

/** What a passed date has changed is not shown: it is projected again first, or waits for the next hour. */
const isOutdated = ({ standing: { changesOn } }: DueObligation, { today }: ProgramNames) =>
  changesOn !== null && Temporal.PlainDate.compare(changesOn, today) <= 0;

function rowOf(row: DueObligation, program: ProgramNames, meeting: EnrollmentMeeting | null) {
  const status = statusOn(
    { ...row.standing, flags: { ...row.standing.flags, ...flagsOf(meeting) } },
    program.today,
  );
  const { strength: _, ...words } = explain(status, program.vocabulary);
  return {
    id: `${row.enrollmentId}_${row.obligationKey}`,
    enrollmentId: row.enrollmentId,
    clientId: row.clientId,
    name: clientName(row.name),
    number: row.number,
    programName: program.name,
    workerName: row.workerName,
    kind: status.kind,
    strength: status.strength,
    status: status.status,
    ...words,
    notes: [...words.notes],
    dueOn: status.dueOn?.toString() ?? null,
    daysLeft: status.daysLeft,
    lastHeldOn: row.lastHeldOn?.toString() ?? null,
    next: meeting === null ? null : { ...meeting, startsAt: meeting.startsAt?.toString() ?? null },
  };
}

/** Planning and holding are no facts of the clock: they never change a due date, and are told beside it. */
function flagsOf(meeting: EnrollmentMeeting | null) {
  if (meeting === null || meeting.startsAt === null) return {};
  const on = meeting.startsAt.toZonedDateTimeISO(meeting.timeZone).toPlainDate();
  if (meeting.heldReviewId !== null)
    return { pendingDocumentation: [{ reviewId: meeting.heldReviewId, heldOn: on }] };
  return meeting.state === 'scheduled'
    ? { scheduled: { conferenceId: meeting.conferenceId, on } }
    : {};
}

async function firstLater(
  visit: Visit,
  branches: readonly Branch[],
  {
    today,
    ...filter
  }: {
    today: Temporal.PlainDate;
    strengths: readonly ('required' | 'recommended')[];
    isBacklog: boolean;
  },
) {
  const later = { ...filter, spans: spansOf('later', today), after: null, limit: 1 };
  const [first] = await rowsOf(visit, await dueObligations(visit, branches, later));
  return first === undefined ? null : { name: first.name, due: first.due };
}

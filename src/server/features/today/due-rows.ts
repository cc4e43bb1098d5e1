import type { z } from 'zod';
import { clientName } from '#domain/client-name.ts';
import { explain } from '#domain/policy-clock/explain.ts';
import { statusOn } from '#domain/policy-clock/status-on.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { listDue } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { DueObligation } from '#server/stores/clock/obligations.ts';
import { programNamesOf, type ProgramNames } from '#server/stores/clock/obligations-programs.ts';
import { projectionsTold } from '#server/stores/policies/figures-told.ts';
import { meetingsOf, type ClientMeeting } from '#server/stores/conferences/today-conferences.ts';
import { behindWords, isBehindRun } from './behind-run.ts';

type Row = z.input<typeof listDue.reply>['rows'][number];

/** A page of obligations in words, with the conference that is planned or held for each. */
export async function rowsOf(visit: Visit, page: readonly DueObligation[]): Promise<Row[]> {
  const programIds = [...new Set(page.map((row) => row.programId))];
  const clientIds = page.map(({ clientId }) => clientId);
  const [programs, runs, meetings] = await Promise.all([
    programNamesOf(visit, programIds),
    projectionsTold(visit, programIds),
    visit.abilities.has('conference:read')
      ? meetingsOf(visit, clientIds)
      : new Map<string, ClientMeeting>(),
  ]);
  visit.touch(...clientIds);
  return page.flatMap((row) => {
    const program = programs.get(row.programId);
    if (!program || isOutdated(row, program)) return [];
    const shown = rowOf(row, program, {
      at: visit.at,
      meeting: meetings.get(row.clientId) ?? null,
    });
    const isBehind = runs.some((run) => isBehindRun(row, run, program.today));
    return [isBehind ? { ...shown, notes: [...shown.notes, behindWords] } : shown];
  });
}

/** What a passed date has changed is not shown: it is projected again first, or waits for the next hour. */
const isOutdated = ({ standing: { changesOn } }: DueObligation, { today }: ProgramNames) =>
  changesOn !== null && Temporal.PlainDate.compare(changesOn, today) <= 0;

type Beside = { meeting: ClientMeeting | null; at: Temporal.Instant };

function rowOf(row: DueObligation, program: ProgramNames, { meeting, at }: Beside) {
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
    severity: status.severity,
    status: status.status,
    ...words,
    notes: [...deathNote(row), ...words.notes, ...closingNote(meeting, at), ...missedNote(meeting)],
    diedOn: row.diedOn?.toString() ?? null,
    dueOn: status.dueOn?.toString() ?? null,
    daysLeft: status.daysLeft,
    lastHeldOn: row.lastHeldOn?.toString() ?? null,
    next: meeting === null ? null : { ...meeting, startsAt: meeting.startsAt?.toString() ?? null },
  };
}

/** Until somebody ends the enrollment, the duty stands here with the reason why nothing is to be planned. */
const deathNote = ({ diedOn }: DueObligation) =>
  diedOn === null ? [] : [`Died on ${dateInWords(diedOn)}: end the enrollment`];

/** What was held counts once it is closed: how long the program gives for that, and that it has passed. */
function closingNote(meeting: ClientMeeting | null, at: Temporal.Instant) {
  if (meeting === null || meeting.heldReviewId === null || meeting.closeBy === null) return [];
  const by = momentInWords(meeting.closeBy.toZonedDateTimeISO(meeting.timeZone));
  return [
    Temporal.Instant.compare(meeting.closeBy, at) < 0
      ? `Late: it was to be closed by ${by}`
      : `To be closed by ${by}`,
  ];
}

function missedNote(meeting: ClientMeeting | null) {
  if (meeting === null || meeting.missed === null || meeting.startsAt === null) return [];
  const on = dateInWords(meeting.startsAt.toZonedDateTimeISO(meeting.timeZone).toPlainDate());
  return [
    meeting.missed === 'not-begun'
      ? `Planned for ${on}: nobody began it`
      : `Planned for ${on}: begun, and nobody ended it`,
  ];
}

/** Planning and holding are no facts of the clock: they never change a due date, and are told beside it. */
function flagsOf(meeting: ClientMeeting | null) {
  if (meeting === null || meeting.startsAt === null) return {};
  const on = meeting.startsAt.toZonedDateTimeISO(meeting.timeZone).toPlainDate();
  if (meeting.heldReviewId !== null)
    return { pendingDocumentation: [{ reviewId: meeting.heldReviewId, heldOn: on }] };
  return meeting.state === 'scheduled' && meeting.missed === null
    ? { scheduled: { conferenceId: meeting.conferenceId, on } }
    : {};
}

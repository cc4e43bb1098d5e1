import type { z } from 'zod';
import type { readNow as contract } from '#contract/today-now.ts';
import { daysToPaper } from '#domain/consent/consent-forms.ts';
import { statementStanding } from '#domain/consent/owed-statement.ts';
import { renewalSteps } from '#domain/consent/renewal.ts';
import { personKey } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { countOpenIncidents } from '#server/stores/disclosures/privacy-incidents.ts';
import { countWaiting } from '#server/stores/audit/emergencies.ts';
import { daysAfterEnd, endingConsents } from '#server/stores/consents/consents-ahead.ts';
import { noticesOf } from '#server/stores/consents/revocation-notices.ts';
import { statementsOf, type StoredStatement } from '#server/stores/disclosures/statements.ts';
import { momentInWords } from '#domain/words.ts';
import {
  meetingsNow,
  type NowMeeting,
  shownNow,
} from '#server/stores/conferences/today-conferences.ts';

export async function readNow(
  _input: object,
  visit: Visit,
): Promise<z.input<typeof contract.reply>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
  const found = visit.abilities.has('conference:read')
    ? await meetingsNow(visit, { from: startOf(today), until: startOf(today.add({ days: 1 })) })
    : [];
  const conferences = found.slice(0, shownNow);
  visit.touch(...conferences.map(({ conferenceId }) => conferenceId));
  const nameOf = await namesOfStaff(visit, today, conferences);
  return {
    today: today.toString(),
    openIncidents: visit.abilities.has('incident:review') ? await countOpenIncidents(visit) : 0,
    emergencies: await emergenciesToReview(visit, timeZone),
    statements: await statementsToGive(visit),
    consents: await consentsToRenew(visit, today),
    mayPlan: visit.abilities.has('conference:plan'),
    goesOn: found.length > shownNow,
    conferences: conferences.map(({ facilitatorId, ...each }) => ({
      ...each,
      facilitatorName: nameOf(facilitatorId),
      startsAt: each.startsAt?.toString() ?? null,
      closing: closingOf(each, visit.at),
      withClients: [],
    })),
  };
}

/** Of what nobody began, whose it is to begin or to say what happened. */
async function namesOfStaff(
  visit: Visit,
  on: Temporal.PlainDate,
  conferences: readonly NowMeeting[],
) {
  const led = conferences.flatMap(({ missed, facilitatorId: id }) =>
    missed === null || id === null ? [] : [{ kind: 'staff', id } as const],
  );
  const people = await peopleAsOf(visit, led, { on, knownAt: visit.at });
  return (id: string | null) =>
    people.get(personKey({ kind: 'staff', id: id ?? '' }))?.name ?? null;
}

function closingOf(
  { closeBy, timeZone }: Pick<NowMeeting, 'closeBy' | 'timeZone'>,
  at: Temporal.Instant,
) {
  if (closeBy === null) return null;
  const isLate = Temporal.Instant.compare(closeBy, at) < 0;
  return { by: momentInWords(closeBy.toZonedDateTimeISO(timeZone)), isLate };
}

async function emergenciesToReview(visit: Visit, timeZone: string) {
  if (!visit.abilities.has('emergency:review')) return { open: 0, firstBy: null, isLate: false };
  const { open, firstBy } = await countWaiting(visit);
  return {
    open,
    firstBy: firstBy && momentInWords(firstBy.toZonedDateTimeISO(timeZone)),
    isLate: firstBy !== null && Temporal.Instant.compare(firstBy, visit.at) < 0,
  };
}

const mostStatements = 500;

/** One's own, and from the seventh day on those of the programs that one supervises. */
async function statementsToGive(visit: Visit) {
  const open = visit.abilities.has('record:read')
    ? await statementsOf(visit, { show: 'open', limit: mostStatements })
    : [];
  const standingOf = (statement: StoredStatement) =>
    statementStanding(statement, visit.at.toZonedDateTimeISO(statement.timeZone).toPlainDate());
  const shown = open.filter(
    (each) =>
      each.ownerId === visit.actor ||
      (visit.supervisedProgramIds.includes(each.programId) &&
        (each.ownerId === null || standingOf(each) !== 'to-give')),
  );
  return {
    open: shown.length,
    late: shown.filter((each) => standingOf(each) === 'late').length,
    firstDueOn: shown[0]?.dueOn.toString() ?? null,
  };
}

const soonDays = 14;

/** Of one's own clients; whoever supervises a program looks after all of it. */
async function consentsToRenew(visit: Visit, today: Temporal.PlainDate) {
  if (!visit.abilities.has('record:read'))
    return { ending: 0, later: 0, ended: 0, onPaper: 0, toTell: 0 };
  const onlyMine = visit.supervisedProgramIds.length === 0;
  const whose = onlyMine ? 'mine' : 'all';
  const wanted = { whose, after: null, limit: mostStatements } as const;
  const countOf = async (from: Temporal.PlainDate, until: Temporal.PlainDate, isOnPaper = false) =>
    (await endingConsents(visit, { ...wanted, from, until, isOnPaper })).length;
  const ended = await countOf(today.subtract({ days: daysAfterEnd }), today.subtract({ days: 1 }));
  const ending = await countOf(today, today.add({ days: soonDays }));
  const later = await countOf(
    today.add({ days: soonDays + 1 }),
    today.add({ days: Math.max(...renewalSteps) }),
  );
  const toTell = await noticesOf(visit, { show: 'open', onlyMine, limit: mostStatements });
  const onPaper = await countOf(
    today.subtract({ days: daysAfterEnd }),
    today.add({ days: daysToPaper }),
    true,
  );
  return { ending, later, ended, onPaper, toTell: toTell.length };
}

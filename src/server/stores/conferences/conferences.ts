import { sql } from 'kysely';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { modeReasonOf, type ModeReason } from '#domain/conference/mode-reasons.ts';
import type { Conference, Roles, RolesSoFar } from '#domain/conference/conference.ts';
import { personKey } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';
import { conferenceParts, must } from './conferences-parts.ts';
import {
  attendanceRows,
  attendeesOf,
  classedAsCalled,
  conferenceRow,
  personOf,
  placeOfConference,
  reviewOf,
  reviewRows,
  scheduleOf,
  whenOf,
  type ConferenceRow,
} from './conferences-rows.ts';
import type { AsKnown } from './attendees.ts';
import { requireSightOfAll } from './meeting-sight.ts';
import { reviewClients } from './client-reviews.ts';
import { planVersion } from './plan-version.ts';

/** A conference, and what its rules have no use for. */
export type StoredConference = {
  conference: Conference;
  number: number;
  plannedBy: string;
  plannedAt: Temporal.Instant;
  timeZone: string;
  joinLink: string;
  modeReason: ModeReason | null;
  /** A review among the agency's own staff: kept, and never counted. */
  isInternal: boolean;
  /** Parts of it that the asker may not read, and notes by their key. */
  hidden: ReadonlySet<unknown>;
  /** Who wrote each line down, by its id. */
  writers: ReadonlyMap<string, string>;
  /** False where it holds a client whom the asker does not see. */
  isWhole: boolean;
  clientAbsence: ReadonlyMap<string, string>;
  attendeeIds: ReadonlyMap<string, string>;
  /** Each program's zone, by review: dates of the record are read in it. */
  zoneOf: ReadonlyMap<string, string>;
  asKnown: AsKnown;
};

type Scope = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export async function findConference(scope: Scope, id: string): Promise<StoredConference> {
  return storedOf(scope, await conferenceRow(scope, id).executeTakeFirst());
}

/** The same, to tell somebody outside of it: judged by the programs for which the reviews were called, whoever acts. */
export async function findToTell(scope: Scope, id: string): Promise<StoredConference> {
  return storedOf(scope, await conferenceRow(scope, id).executeTakeFirst(), { isActedOn: true });
}

/** The same; null for whoever wrote to somebody and lost sight of it since: they can vouch for nobody in it. */
export const seenToTell = (scope: Scope, id: string): Promise<StoredConference | null> =>
  findToTell(scope, id).catch((error: unknown) => {
    if (error instanceof Refused) return null;
    throw error;
  });

/** The same, held still until the transaction ends: two people cannot close it at once. */
export async function lockConference(visit: Visit, id: string): Promise<StoredConference> {
  const row = await conferenceRow(visit, id).forUpdate().executeTakeFirst();
  const stored = await storedOf(visit, row, { isActedOn: true });
  await requireSightOfAll(visit, stored);
  return stored;
}

/** For a change of something that the caller looked at: somebody else's change must not be written over. */
export async function lockVersion(
  visit: Visit,
  { conferenceId, version }: { conferenceId: string; version: string },
): Promise<StoredConference> {
  const stored = await lockConference(visit, conferenceId);
  const reviews: readonly ClientReview[] = stored.conference.reviews;
  const clients = await reviewClients(
    visit,
    reviews.map(({ clientId }) => clientId),
  );
  if (planVersion(stored, { mayChange: true, clients }) !== version)
    throw new Refused('changed-meanwhile');
  return stored;
}

/** With every word in it, whatever its class: for the forms that a job files. */
export async function findWholeConference(scope: Scope, id: string): Promise<StoredConference> {
  return storedOf(scope, await conferenceRow(scope, id).executeTakeFirst(), {
    isActedOn: true,
    everyWord: true,
  });
}

async function storedOf(
  scope: Scope,
  row: ConferenceRow | undefined,
  { isActedOn = false, everyWord = false } = {},
): Promise<StoredConference> {
  if (!row) throw new Refused('not-found');
  const conferenceId = row.conference_id;
  const shown = await reviewRows(scope, conferenceId);
  const reviews = isActedOn ? await classedAsCalled(scope, conferenceId, shown) : shown;
  const attendance = await attendanceRows(scope, conferenceId);
  const parts = await conferenceParts(scope.tx, {
    agencyId: scope.agencyId,
    conferenceId,
    clientOf: new Map(reviews.map((review) => [review.review_id, review.client_id])),
    attendeeOf: new Map(attendance.map((a) => [a.attendee_id, personOf(a)])),
    everyWord,
  });
  const conference = conferenceOf(row, {
    reviews: reviews.map((review) => reviewOf(review, attendance, parts)),
    attendees: await attendeesOf(scope, row, attendance),
  });
  return {
    conference,
    number: row.conference_number,
    plannedBy: row.planned_by,
    plannedAt: row.planned_at,
    timeZone: row.time_zone,
    joinLink: row.join_link,
    modeReason: modeReasonOf(row.mode_reason),
    isInternal: row.is_internal,
    hidden: parts.hidden,
    writers: parts.writers,
    isWhole: (await clientsIn(scope, conferenceId)) === reviews.length,
    clientAbsence: new Map(
      reviews.flatMap(({ review_id, client_absence_reason: why }) =>
        why === null ? [] : [[review_id, why]],
      ),
    ),
    attendeeIds: new Map(attendance.map((a) => [personKey(personOf(a)), a.attendee_id])),
    zoneOf: new Map(
      reviews.map((review) => [review.review_id, review.program_zone ?? row.time_zone]),
    ),
    asKnown: whenOf(scope, row),
  };
}

async function clientsIn({ tx }: Scope, conferenceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select auth.clients_in_conference(${conferenceId}) as count`.execute(tx);
  return rows[0]?.count ?? 0;
}

type Inside = { reviews: ClientReview[]; attendees: Conference['attendees'] };

/** Rows become a union of states here and nowhere else. */
function conferenceOf(row: ConferenceRow, { reviews, attendees }: Inside): Conference {
  const common = {
    id: row.conference_id,
    agencyId: row.agency_id,
    agencyZone: row.agency_zone,
    attendees,
  };
  const schedule = scheduleOf(row);
  const waiting = reviews.filter((review) => review.state === 'waiting');
  const over = reviews.filter(
    (review) => review.state === 'done' || review.state === 'not-covered',
  );
  const place = placeOfConference(row.agency_id, row.conference_id);
  const why = row.withdrawn_reason;
  const withdrawal = () => ({
    reason: why === null ? '' : unseal(place, why),
    by: must(row.withdrawn_by),
  });
  const planned = { ...common, roles: rolesSoFar(row), reviews: waiting };
  const held = () => ({
    ...common,
    schedule: must(schedule),
    roles: rolesOf(row),
    invitedAt: must(row.invited_at),
    startedAt: must(row.started_at),
  });
  switch (row.state) {
    case 'draft':
      return { ...planned, state: 'draft', schedule };
    case 'scheduled': {
      const invitedAt = must(row.invited_at);
      return { ...planned, state: 'scheduled', schedule: must(schedule), invitedAt };
    }
    case 'in-session':
      return { ...held(), state: 'in-session', reviews };
    case 'ended':
      return { ...held(), state: 'ended', endedAt: must(row.ended_at), reviews: over };
    case 'closed': {
      const closing = { closedAt: must(row.closed_at), closedBy: must(row.closed_by) };
      const endedAt = must(row.ended_at);
      return { ...held(), ...closing, state: 'closed', endedAt, reviews: over };
    }
    case 'cancelled': {
      const { reason, by } = withdrawal();
      const cancelled = { cancelledAt: must(row.withdrawn_at), cancelledBy: by, reason };
      return { ...planned, ...cancelled, state: 'cancelled', schedule };
    }
    case 'discarded': {
      const { reason, by } = withdrawal();
      const discarded = { discardedAt: must(row.withdrawn_at), discardedBy: by, reason };
      return { ...held(), ...discarded, state: 'discarded', reviews };
    }
  }
}

const rolesSoFar = (row: ConferenceRow): RolesSoFar => ({
  facilitator: row.facilitator_id,
  timekeeper: row.timekeeper_id,
  notetaker: row.notetaker_id,
});

const rolesOf = (row: ConferenceRow): Roles => ({
  facilitator: must(row.facilitator_id),
  timekeeper: must(row.timekeeper_id),
  notetaker: must(row.notetaker_id),
});

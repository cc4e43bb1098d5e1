import { sql } from 'kysely';
import type { ClientReview } from '#domain/conference/client-review.ts';
import type { ModeReason } from '#domain/conference/mode-reasons.ts';
import type { Attendee, Conference } from '#domain/conference/conference.ts';
import { personKey } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';
import { saveAttendance } from './attendance.ts';
import { saveContent } from './client-reviews-save.ts';
import { placeOfConference } from './conferences-rows.ts';
import type { StoredConference } from './conferences.ts';

export type Saving = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

/** What the rules do not know of, and this change sets. */
export type Beside = {
  joinLink?: string;
  modeReason?: ModeReason | null;
  timeZone?: string;
};

/** Writes what differs from what was loaded. The row is held since it was locked. */
export async function saveConference(
  visit: Saving,
  before: StoredConference,
  { to: after, beside = {} }: { to: Conference; beside?: Beside },
): Promise<void> {
  await saveRow(visit, before, { after, beside });
  const reviewsBefore: readonly ClientReview[] = before.conference.reviews;
  // One client at a time: whoever was open is done before the next one opens.
  const activeLast = [...after.reviews].toSorted(
    (a, b) => Number(a.state === 'active') - Number(b.state === 'active'),
  );
  for (const review of activeLast) {
    const was = reviewsBefore.find(({ id }) => id === review.id);
    if (!was || was === review) continue;
    await saveReview(visit, was, review);
    await saveAttendance(visit, before, { was, review });
    await saveContent(visit, before, { was, review });
  }
  for (const attendee of after.attendees) {
    const was = before.conference.attendees.find(
      (other) => personKey(other.person) === personKey(attendee.person),
    );
    if (was && was !== attendee) await saveAnswer(visit, before, { was, attendee });
  }
}

const scheduleColumns = ({ schedule }: Conference) =>
  schedule === null
    ? {}
    : {
        starts_at: schedule.startsAt,
        minutes: Math.round(schedule.startsAt.until(schedule.endsAt).total('minutes')),
        time_zone: schedule.timeZone,
        mode: schedule.mode,
        place: schedule.place ?? '',
      };

const sealedReason = ({ agencyId, id }: Conference, reason: string) =>
  reason === '' ? null : seal(placeOfConference(agencyId, id), reason);

function stateColumns(conference: Conference) {
  const withdrawn = (at: Temporal.Instant, by: string) => ({
    withdrawn_at: at,
    withdrawn_by: by,
  });
  switch (conference.state) {
    case 'draft':
      return {};
    case 'scheduled':
      return { invited_at: conference.invitedAt };
    case 'in-session':
      return { started_at: conference.startedAt };
    case 'ended':
      // Of what nobody began while it was held, both are told at once.
      return { started_at: conference.startedAt, ended_at: conference.endedAt };
    case 'closed':
      return { closed_at: conference.closedAt, closed_by: conference.closedBy };
    case 'cancelled':
      return {
        ...withdrawn(conference.cancelledAt, conference.cancelledBy),
        withdrawn_reason: sealedReason(conference, conference.reason),
      };
    case 'discarded':
      return {
        ...withdrawn(conference.discardedAt, conference.discardedBy),
        withdrawn_reason: sealedReason(conference, conference.reason),
      };
  }
}

async function saveRow(
  { tx, agencyId }: Saving,
  before: StoredConference,
  { after, beside }: { after: Conference; beside: Beside },
): Promise<void> {
  const staff = after.attendees.flatMap(({ person }) =>
    person.kind === 'staff' ? [person.id] : [],
  );
  await tx
    .updateTable('conference')
    .set({
      state: after.state,
      version: sql<number>`version + 1`,
      facilitator_id: after.roles.facilitator,
      timekeeper_id: after.roles.timekeeper,
      notetaker_id: after.roles.notetaker,
      staff_ids: [...new Set([before.plannedBy, ...staff])],
      ...scheduleColumns(after),
      ...stateColumns(after),
      ...(beside.joinLink === undefined ? {} : { join_link: beside.joinLink }),
      ...(beside.modeReason === undefined ? {} : { mode_reason: beside.modeReason }),
      ...(beside.timeZone === undefined ? {} : { time_zone: beside.timeZone }),
    })
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', after.id)
    .modifyEnd(keepPlan)
    .execute();
}

async function saveReview({ tx, agencyId }: Saving, was: ClientReview, now: ClientReview) {
  const set = {
    ...(was.state === now.state ? {} : { state: now.state }),
    ...(was.position === now.position ? {} : { position: now.position }),
    ...(was.plannedMinutes === now.plannedMinutes ? {} : { planned_minutes: now.plannedMinutes }),
    ...(was.repliedAt === now.repliedAt ? {} : { replied_at: now.repliedAt }),
    ...(now.state === 'active' && was.state !== 'active' ? { started_at: now.startedAt } : {}),
    ...(now.state === 'done' ? { started_at: now.startedAt, ended_at: now.endedAt } : {}),
  };
  if (Object.keys(set).length === 0) return;
  await tx
    .updateTable('client_review')
    .set(set)
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', now.id)
    .execute();
}

/** Their answer, and the clients to whom they are invited now. */
async function saveAnswer(
  { tx, at, agencyId }: Saving,
  before: StoredConference,
  { was, attendee }: { was: Attendee; attendee: Attendee },
) {
  const attendeeId = before.attendeeIds.get(personKey(attendee.person)) ?? '';
  if (was.reply !== attendee.reply)
    await tx
      .updateTable('attendee')
      .set({ response: attendee.reply })
      .where('agency_id', '=', agencyId)
      .where('attendee_id', '=', attendeeId)
      .execute();
  await setInvited(
    true,
    attendee.invitedTo.filter((id) => !was.invitedTo.includes(id)),
  );
  await setInvited(
    false,
    was.invitedTo.filter((id) => !attendee.invitedTo.includes(id)),
  );

  async function setInvited(isInvited: boolean, reviewIds: string[]) {
    if (reviewIds.length === 0) return;
    await tx
      .updateTable('review_attendee')
      .set({ invited_at: isInvited ? at : null })
      .where('agency_id', '=', agencyId)
      .where('attendee_id', '=', attendeeId)
      .where(sql<boolean>`review_id = any(${reviewIds}::uuid[])`)
      .execute();
  }
}

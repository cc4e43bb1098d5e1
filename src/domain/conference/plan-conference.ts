import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { StaffId } from '#domain/people.ts';
import { byPosition } from './client-review.ts';
import { roles, type DraftConference, type Role, type Schedule } from './conference.ts';

export type PlanRefusal =
  | 'no-client'
  | 'client-twice'
  | 'reason-missing'
  | 'minutes-not-positive'
  | 'time-missing'
  | 'ends-before-it-starts';

/** What does not stop the planner, and should be seen before sending. */
export type PlanWarning =
  | 'time-boxes-exceed-the-meeting'
  | 'facilitator-is-timekeeper'
  | 'roles-not-assigned';

export type PlannedConference = DraftConference & { schedule: Schedule };
export type Plan = { conference: PlannedConference; warnings: PlanWarning[] };

/** A draft may be saved at any time; only a complete plan can be sent. */
export function planConference(draft: DraftConference): Decision<Plan, PlanRefusal> {
  const { reviews, schedule } = draft;
  if (reviews.length === 0) return refuse('no-client');
  const clients = new Set(reviews.map(({ clientId }) => clientId));
  if (clients.size < reviews.length) return refuse('client-twice');
  if (reviews.some(({ reasons }) => reasons.length === 0)) return refuse('reason-missing');
  if (reviews.some(({ plannedMinutes }) => plannedMinutes <= 0)) {
    return refuse('minutes-not-positive');
  }
  if (schedule === null) return refuse('time-missing');
  if (Temporal.Instant.compare(schedule.startsAt, schedule.endsAt) >= 0) {
    return refuse('ends-before-it-starts');
  }
  const ordered = reviews
    .toSorted(byPosition)
    .map((review, index) => ({ ...review, position: index + 1 }));
  return allow({
    conference: { ...draft, schedule, reviews: ordered },
    warnings: warningsOf(draft, schedule),
  });
}

function warningsOf(draft: DraftConference, { startsAt, endsAt }: Schedule): PlanWarning[] {
  const planned = draft.reviews.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0);
  const { facilitator, timekeeper } = draft.roles;
  const warnings: PlanWarning[] = [];
  if (planned > startsAt.until(endsAt).total('minutes')) {
    warnings.push('time-boxes-exceed-the-meeting');
  }
  if (facilitator !== null && facilitator === timekeeper) {
    warnings.push('facilitator-is-timekeeper');
  }
  if (roles.some((role) => draft.roles[role] === null)) warnings.push('roles-not-assigned');
  return warnings;
}

type WithRoles = Pick<DraftConference, 'attendees'> & { roles: Record<Role, StaffId | null> };

/** A role goes to one member of staff who takes part; one person may hold two. */
export function assignRole<C extends WithRoles>(
  conference: C,
  { role, to }: { role: Role; to: StaffId },
): Decision<C, 'not-staff-of-this-meeting'> {
  const takesPart = conference.attendees.some(
    ({ person }) => person.kind === 'staff' && person.id === to,
  );
  if (!takesPart) return refuse('not-staff-of-this-meeting');
  return allow({ ...conference, roles: { ...conference.roles, [role]: to } });
}

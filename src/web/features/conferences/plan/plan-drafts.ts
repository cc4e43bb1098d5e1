import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { NamedPerson } from '#contract/conferences/named-person.ts';
import type { absenceReasons } from '#contract/conferences/parts.ts';
import { scheduleInput } from '#contract/conferences/parts.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type {
  saveClients,
  savePeople,
  saveRoles,
  saveSchedule,
} from '#contract/conferences/plan.ts';
import type { Mode } from '#domain/conference/conference.ts';
import type { ModeReason } from '#domain/conference/mode-reasons.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { TopicCode } from '#domain/program-policy/program-policy.ts';

export type PlannedReview = ConferenceView['reviews'][number];
export type Attendee = ConferenceView['attendees'][number];
export type AbsenceReason = (typeof absenceReasons)[number];

export type ReasonDraft = { code: TopicCode; text: string; class: SensitivityClass | null };
export type ReviewDraft = {
  enrollmentId: string;
  clientName: string;
  plannedMinutes: number | null;
  reasons: ReasonDraft[];
};
export type PersonDraft = NamedPerson & { reviewIds: string[] };
export type PeopleDraft = {
  attendees: PersonDraft[];
  clientsNotAsked: { reviewId: string; because: AbsenceReason }[];
  isInternal: boolean;
};
/** Null stands for what nobody has chosen yet, so that a suggestion is never taken for an answer. */
export type ScheduleDraft = {
  on: string;
  time: string;
  minutes: number | null;
  timeZone: string | null;
  mode: Mode;
  modeReason: ModeReason | null;
  place: string;
  joinLink: string;
};
export type RolesDraft = ConferenceView['roles'];

export const clientsOf = ({ reviews }: ConferenceView): ReviewDraft[] =>
  reviews.map(({ enrollmentId, client, plannedMinutes, reasons }) => ({
    enrollmentId,
    clientName: client.name,
    plannedMinutes,
    // A bare topic has no words yet: what is typed beside it later takes the class of the case.
    reasons: reasons.map(({ code, text, class: known }) => ({
      code,
      text: text ?? '',
      class: text === null ? null : known,
    })),
  }));

export const peopleOf = ({ attendees, reviews, isInternal }: ConferenceView): PeopleDraft => ({
  isInternal,
  attendees: attendees.map(({ person, name, title, agency, wantedFor }) => ({
    person,
    name,
    title,
    agency,
    reviewIds: wantedFor,
  })),
  clientsNotAsked: reviews.flatMap(({ reviewId, clientNotAskedBecause: because }) =>
    because === null ? [] : [{ reviewId, because }],
  ),
});

export const scheduleOf = ({ schedule }: ConferenceView): ScheduleDraft => ({
  on: schedule?.on ?? '',
  time: schedule?.time ?? '',
  minutes: schedule?.minutes ?? null,
  timeZone: schedule?.timeZone ?? null,
  mode: schedule?.mode ?? 'in_person',
  modeReason: schedule?.modeReason ?? null,
  place: schedule?.place ?? '',
  joinLink: schedule?.joinLink ?? '',
});

export const rolesOf = ({ roles }: ConferenceView): RolesDraft => roles;

export const clientsInput = (
  drafts: readonly ReviewDraft[],
): InputOf<typeof saveClients>['reviews'] =>
  drafts.map(({ enrollmentId, plannedMinutes, reasons }) => ({
    enrollmentId,
    plannedMinutes: plannedMinutes ?? 0,
    reasons: reasons.map(({ code, text, class: chosen }) => ({
      code,
      text: text.trim() === '' ? null : text,
      class: chosen,
    })),
  }));

/** Without what belongs to clients who have left the plan meanwhile. */
export function peopleInput(
  { attendees, clientsNotAsked, isInternal }: PeopleDraft,
  { reviews }: ConferenceView,
): Pick<InputOf<typeof savePeople>, 'attendees' | 'clientsNotAsked' | 'isInternal'> {
  const ids = new Set(reviews.map(({ reviewId }) => reviewId));
  return {
    attendees: attendees.map(({ person, reviewIds }) => ({
      person,
      reviewIds: reviewIds.filter((id) => ids.has(id)),
    })),
    clientsNotAsked: clientsNotAsked.filter(({ reviewId }) => ids.has(reviewId)),
    isInternal,
  };
}

export type Fallback = { minutes: number; timeZone: string };

export const scheduleFields = (draft: ScheduleDraft, fallback: Fallback) => ({
  ...draft,
  minutes: draft.minutes ?? fallback.minutes,
  timeZone: draft.timeZone ?? fallback.timeZone,
});

/** The schedule once it is complete; null while something is missing. */
export function scheduleInputOf(
  draft: ScheduleDraft,
  fallback: Fallback,
): InputOf<typeof saveSchedule>['schedule'] | null {
  const parsed = scheduleInput.safeParse(scheduleFields(draft, fallback));
  return parsed.success ? parsed.data : null;
}

export const rolesInput = ({
  facilitator,
  timekeeper,
  notetaker,
}: RolesDraft): InputOf<typeof saveRoles>['roles'] => ({ facilitator, timekeeper, notetaker });

const spare = 10;
const step = 15;

/** The time boxes and something to spare, in quarters of an hour. */
export const suggestedMinutes = ({ reviews }: ConferenceView) => {
  const planned = reviews.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0);
  return Math.max(30, Math.ceil((planned + spare) / step) * step);
};

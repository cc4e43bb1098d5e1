import type { z } from 'zod';
import type { conferenceView } from '#contract/conferences/conference-view.ts';
import type { NamedPerson } from '#contract/conferences/named-person.ts';
import type { actionItemView } from '#contract/conferences/review-view.ts';
import { absenceReasons } from '#contract/conferences/parts.ts';
import { isOverdue, type ActionItem } from '#domain/action-items/action-item.ts';
import {
  isAfterwards,
  type Attendance,
  type ClientReview,
} from '#domain/conference/client-review.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { ruleNameIn } from '#domain/policy-clock/rule-names.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { topicCodes } from '#domain/program-policy/policy-words.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import { noteKey } from '#server/stores/conferences/conferences-parts.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { choicesOf, shownClass } from './classes.ts';
import { vocabularyOf } from './client-words.ts';
import { showClosing } from './show-closing.ts';
import { showLowered } from './show-lowered.ts';
import type { Surroundings } from './surroundings.ts';
import { topicLabel, topicOf } from '#domain/conference/topics.ts';

type ReviewView = z.input<typeof conferenceView>['reviews'][number];
type ItemView = z.input<typeof actionItemView>;

/** A person whose name the asker may not see keeps their place, without it. */
export function named(person: PersonRef, people: ReadonlyMap<string, KnownPerson>): NamedPerson {
  const known = people.get(personKey(person));
  return {
    person,
    name: known?.name ?? 'Somebody',
    title: known?.title ?? null,
    agency: known?.agency ?? null,
  };
}

type ItemShown = { seesAll: boolean; isShownNeed: (needId: string) => boolean };

function showItem(
  item: ActionItem,
  { people, today }: Pick<Surroundings, 'people' | 'today'>,
  { seesAll, isShownNeed }: ItemShown,
): ItemView {
  const { on, how, by } = item.followUp;
  const finishing = item.state === 'done' ? [item.doneAt, item.outcome] : null;
  const ending = item.state === 'cancelled' ? [item.cancelledAt, item.reason] : finishing;
  return {
    actionItemId: item.id,
    needId: item.needId !== null && isShownNeed(item.needId) ? item.needId : null,
    text: item.text,
    class: shownClass(seesAll, item.class),
    owner: named(item.owner, people),
    dueOn: item.dueOn.toString(),
    followUp: { on: on.toString(), how, by, byName: named({ kind: 'staff', id: by }, people).name },
    state: item.state,
    finishedAt: ending?.[0]?.toString() ?? null,
    outcome: ending?.[1]?.toString() ?? null,
    isOverdue: isOverdue(item, today),
  };
}

export function showReview(
  review: ClientReview,
  stored: StoredConference,
  around: Surroundings,
): ReviewView {
  const { hidden } = stored;
  const client = around.clients.get(review.clientId);
  const seesAll = client?.readsWholeCase ?? false;
  const ofCase = around.classes.get(review.clientId) ?? 'general';
  const isToldWhole = isToldTheWholeOf(review, stored, around);
  const isShown = (part: unknown) => !hidden.has(part);
  const isShownNeed = (needId: string) =>
    review.entries.some((entry) => entry.id === needId && isShown(entry));
  const note = (kind: 'no-action' | 'no-needs', text: string | null) =>
    isToldWhole && isShown(noteKey(review.id, kind)) ? text : null;
  return {
    ...planOf(review, stored, around),
    client: {
      clientId: review.clientId,
      name: client?.name ?? '',
      number: client?.number ?? 0,
      pronouns: client?.pronouns ?? '',
      languages: client?.languages ?? [],
      interpreterNeeded: client?.interpreterNeeded ?? false,
      hasDied: client?.hasDied ?? false,
    },
    reasons: review.reasons.filter(isShown).map(({ code, text, class: actual }) => ({
      code: topicOf(code),
      label: topicLabel(code),
      text,
      class: shownClass(seesAll, actual),
    })),
    causes: causesOf(review, around),
    clientNotAskedBecause: absenceReason(stored.clientAbsence.get(review.id) ?? null),
    state: review.state,
    ...timesOf(review),
    attendance: review.attendance.map(showAttendance),
    entries: review.entries.filter(isShown).map((entry) => ({
      entryId: entry.id,
      kind: entry.kind,
      text: entry.text,
      class: shownClass(seesAll, entry.class),
      author: named(entry.author, around.people),
      at: entry.at.toString(),
      isAfterwards: isAfterwards(entry, review),
      isMine: entry.author.kind === 'staff' && entry.author.id === around.actor,
      mayChange: seesAll || stored.writers.get(entry.id) === around.actor,
    })),
    noNeedsReason: note('no-needs', review.noNeedsReason),
    isToldWhole,
    summary: isToldWhole ? showSummary(review, stored, around) : null,
    actionItems: review.actionItems
      .filter(isShown)
      .map((item) => showItem(item, around, { seesAll, isShownNeed })),
    noActionReason: note('no-action', review.noActionReason),
    earlierActionItems: around.earlier
      .filter((item) => item.clientId === review.clientId)
      .map((item) =>
        showItem(
          item,
          { people: around.around, today: around.today },
          { seesAll, isShownNeed: () => seesAll },
        ),
      ),
    classes: choicesOf({ ofCase, seesAll }),
    lowered: showLowered(review, stored, around),
    ...showClosing(review, stored, { around, seesAll, isToldWhole }),
  };
}

/** What every review has, its absence would tell of (0170). While it is worked on, those who take part need it. */
const isToldTheWholeOf = (
  { id }: ClientReview,
  { conference }: StoredConference,
  { actor, toldWhole }: Surroundings,
) =>
  toldWhole.has(id) ||
  (conference.state !== 'closed' &&
    conference.attendees.some(({ person }) => person.kind === 'staff' && person.id === actor));

function causesOf({ id, programId }: ClientReview, { causes, rules }: Surroundings) {
  const policies = rules.get(programId)?.policies ?? [];
  return (causes.get(id) ?? []).map(({ changeEventId, code, on }) => ({
    changeEventId,
    label: ruleNameIn(policies, code),
    on: on.toString(),
  }));
}

/** Counted among those whom the asker sees: a place further back would say how many others there are. */
const placeOf = ({ position }: ClientReview, { conference }: StoredConference) => {
  const all: readonly ClientReview[] = conference.reviews;
  return 1 + all.filter((other) => other.position < position).length;
};

function planOf(
  review: ClientReview,
  stored: StoredConference,
  { programs, rules, today }: Surroundings,
) {
  const policy = policyOn(inOrder(rules.get(review.programId)?.policies ?? []), today);
  const codes = policy?.conference.topicCodes ?? topicCodes;
  return {
    reviewId: review.id,
    enrollmentId: review.enrollmentId,
    position: placeOf(review, stored),
    plannedMinutes: review.plannedMinutes,
    program: {
      programId: review.programId,
      name: programs.get(review.programId) ?? '',
      vocabulary: vocabularyOf(review, { rules, today }),
    },
    topics: codes.map((code) => ({ code, label: topicLabel(code) })),
  };
}

function timesOf(review: ClientReview) {
  const startedAt = review.state === 'active' || review.state === 'done' ? review.startedAt : null;
  const endedAt = review.state === 'done' ? review.endedAt : null;
  return { startedAt: startedAt?.toString() ?? null, endedAt: endedAt?.toString() ?? null };
}

const absenceReason = (code: string | null) =>
  absenceReasons.find((known) => known === code) ?? null;

function showAttendance(seen: Attendance): ReviewView['attendance'][number] {
  const { person, state } = seen;
  if (seen.state === 'absent') {
    const absence = absenceReason(seen.reason);
    return { person, state, presentFrom: null, presentUntil: null, absenceReason: absence };
  }
  return {
    person,
    state,
    presentFrom: seen.presentFrom.toString(),
    presentUntil: seen.presentUntil?.toString() ?? null,
    absenceReason: null,
  };
}

function showSummary(
  { summary, clientId }: ClientReview,
  { hidden }: StoredConference,
  { people, clients }: Surroundings,
): ReviewView['summary'] {
  if (summary === null || hidden.has(summary)) return null;
  const seesAll = clients.get(clientId)?.readsWholeCase ?? false;
  return {
    text: summary.text,
    class: shownClass(seesAll, summary.class),
    how: summary.how,
    confirmedByName: named({ kind: 'staff', id: summary.confirmedBy }, people).name,
    confirmedAt: summary.confirmedAt.toString(),
  };
}

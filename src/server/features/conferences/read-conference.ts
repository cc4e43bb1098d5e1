import type { z } from 'zod';
import type { conferenceView } from '#contract/conferences/conference-view.ts';
import type { readConference as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import type { Conference } from '#domain/conference/conference.ts';
import { type Missed, whatWasMissed } from '#domain/conference/missed.ts';
import { personKey } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import { mayOpenPapers, readableClassesOf } from '#server/stores/case-classes.ts';
import { careTeamsOf, type CareTeamMember } from '#server/stores/care-teams.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { planVersion } from '#server/stores/conferences/plan-version.ts';
import { exclusionsOf } from '#server/stores/consents/consent-words.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { clientWordsAmong } from './client-words.ts';
import { addressOf } from '#server/stores/conferences/letter-contact.ts';
import { minutesOf, scheduleInWords } from './meeting-time.ts';
import {
  showPlan,
  showReadiness,
  showTimeBudget,
} from '#server/features/conferences/plan/show-readiness.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';
import { answersInWords } from './show-answers.ts';
import { named, showReview } from './show-review.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';
import { papersToAskBy } from '#server/features/conferences/plan/papers-to-ask-by.ts';

type View = z.input<typeof conferenceView>;

export async function readConference(
  { conferenceId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<View> {
  const stored = await findConference(visit, conferenceId);
  const { conference } = stored;
  const reviews: readonly ClientReview[] = conference.reviews;
  const clientIds = reviews.map(({ clientId }) => clientId);
  visit.touch(...clientIds);
  const isPlanned = conference.state === 'draft' || conference.state === 'scheduled';
  const teams = isPlanned ? await careTeamsOf(visit, clientIds) : [];
  const noted = await factNotesOf(
    visit,
    teams.flatMap(({ servesAsId }) => servesAsId ?? []),
  );
  const around = await surroundingsOf(visit, stored, [...teams, ...clientIds.map(themself)]);
  const asked = { stored, consents: await papersToAskBy(visit, reviews), at: visit.at };
  const plan = showPlan(asked);
  const mayChange = await mayChangeMeeting(visit, stored);
  const attendees = shownAttendees(conference, mayChange);
  const isShown = new Set(attendees.map(({ person }) => personKey(person)));
  const answers = await answersInWords(visit, stored);
  const planner = { kind: 'staff', id: stored.plannedBy } as const;
  return {
    conferenceId,
    number: stored.number,
    state: conference.state,
    version: planVersion(stored, { mayChange, clients: around.clients }),
    plannedBy: { staffId: stored.plannedBy, name: named(planner, around.people).name },
    isInternal: stored.isInternal,
    timeZone: stored.timeZone,
    schedule: showSchedule(stored),
    roles: conference.roles,
    ...showMoments(stored),
    withdrawnBecause: withdrawnBecause(stored, around),
    missed: missedIn(conference, visit.at),
    isWhole: stored.isWhole,
    reviews: reviews.map((review) => {
      const shown = showReview(review, stored, around);
      return { ...shown, mayVoid: shown.mayVoid && mayChange };
    }),
    attendees: attendees.map((attendee) => ({
      ...attendee,
      title: named(attendee.person, around.people).title,
      wantedFor: [...attendee.wantedFor],
      invitedTo: [...attendee.invitedTo],
      answerInWords: answers.get(personKey(attendee.person)) ?? null,
      hasEmail: hasEmail(around.people.get(personKey(attendee.person))),
      hasDied: hasDied(around.people.get(personKey(attendee.person))),
    })),
    suggested: suggestions(
      stored,
      // Of these nobody is missing who was wanted.
      !mayChange && conference.state !== 'draft'
        ? []
        : [...teams, ...clientIds.map(themself)].filter(
            ({ person }) => person.kind === 'staff' || !stored.isInternal,
          ),
      { people: around.around, noted },
    ),
    readiness: showReadiness(asked, {
      ...(await whatIsKnown(visit, clientIds)),
      wordOf: clientWordsAmong(reviews, around),
    }).filter(({ person }) => isShown.has(personKey(person))),
    ...plan,
    timeBudget: showTimeBudget(stored),
    may: rightsIn(stored, visit, { isReady: plan.notYet === null, mayChange }),
    at: visit.at.toString(),
  };
}

async function whatIsKnown(visit: Visit, clientIds: readonly string[]) {
  const readable = await readableClassesOf(visit, clientIds);
  const opened = clientIds.filter((each) => mayOpenPapers(readable.get(each) ?? []));
  return { readable, exclusions: await exclusionsOf(visit, clientIds, opened) };
}

const themself = (clientId: string): CareTeamMember => ({
  clientId,
  person: { kind: 'client', id: clientId },
  servesAsId: null,
  isKeyProvider: false,
});

const hasEmail = (known: KnownPerson | undefined) =>
  known !== undefined && 'address' in addressOf(known);

const hasDied = (known: KnownPerson | undefined) => known !== undefined && known.diedOn !== null;

function showSchedule({
  conference: { schedule },
  joinLink,
  modeReason,
}: StoredConference): View['schedule'] {
  if (schedule === null) return null;
  const { startsAt, endsAt, timeZone, mode, place } = schedule;
  const start = startsAt.toZonedDateTimeISO(timeZone);
  return {
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    on: start.toPlainDate().toString(),
    time: start.toPlainTime().toString({ smallestUnit: 'minute' }),
    minutes: minutesOf(schedule),
    timeZone,
    inWords: scheduleInWords(schedule),
    mode,
    modeReason,
    place: place ?? '',
    joinLink,
  };
}

function showMoments({ conference }: StoredConference) {
  const moment = (name: 'invitedAt' | 'startedAt' | 'endedAt' | 'closedAt') => {
    const value: unknown = Reflect.get(conference, name);
    return value instanceof Temporal.Instant ? value.toString() : null;
  };
  return {
    invitedAt: moment('invitedAt'),
    startedAt: moment('startedAt'),
    endedAt: moment('endedAt'),
    closedAt: moment('closedAt'),
  };
}

/** It can be about anybody in it: whoever gave it reads it, and whoever may read the whole case of each (0170). */
function withdrawnBecause(
  { conference, isWhole }: StoredConference,
  { clients, actor }: Surroundings,
): string | null {
  if (conference.state !== 'cancelled' && conference.state !== 'discarded') return null;
  const by = conference.state === 'cancelled' ? conference.cancelledBy : conference.discardedBy;
  const readsAll = isWhole && [...clients.values()].every(({ readsWholeCase }) => readsWholeCase);
  return by === actor || readsAll ? conference.reason : null;
}

function missedIn(conference: Conference, at: Temporal.Instant): Missed | null {
  const { state, schedule } = conference;
  if (schedule === null) return null;
  const startedAt = state === 'in-session' ? conference.startedAt : null;
  return whatWasMissed({ ...schedule, state, startedAt }, at);
}

function suggestions(
  { conference }: StoredConference,
  teams: readonly CareTeamMember[],
  { people, noted }: Pick<Surroundings, 'people'> & { noted: ReadonlyMap<string, string> },
): View['suggested'] {
  if (conference.state !== 'draft' && conference.state !== 'scheduled') return [];
  const reviews: readonly ClientReview[] = conference.reviews;
  const asked = new Set(conference.attendees.map(({ person }) => personKey(person)));
  const missing = Map.groupBy(
    teams.filter(
      ({ person }) => !asked.has(personKey(person)) && !hasDied(people.get(personKey(person))),
    ),
    ({ person }) => personKey(person),
  );
  return [...missing.values()].flatMap((theirs) => {
    const [first] = theirs;
    if (!first) return [];
    const clients = theirs.map(({ clientId }) => clientId);
    return [
      {
        ...named(first.person, people),
        servesAs: first.servesAsId === null ? '' : (noted.get(first.servesAsId) ?? ''),
        isKeyProvider: theirs.some(({ isKeyProvider }) => isKeyProvider),
        reviewIds: reviews.filter((r) => clients.includes(r.clientId)).map(({ id }) => id),
      },
    ];
  });
}

/** What the screen may offer: nothing that the server would refuse. */
function rightsIn(
  { conference, isWhole }: StoredConference,
  { abilities, actor }: Visit,
  { isReady, mayChange }: { isReady: boolean; mayChange: boolean },
): View['may'] {
  const { state, roles } = conference;
  const isFacilitator = roles.facilitator === actor;
  const takesPart = conference.attendees.some(
    ({ person }) => person.kind === 'staff' && person.id === actor,
  );
  const isOpen = state === 'in-session' || state === 'ended';
  const plans = abilities.has('conference:plan') && isWhole && mayChange;
  const holds = abilities.has('conference:hold');
  return {
    plan: plans && (state === 'draft' || state === 'scheduled'),
    invite: plans && state === 'draft' && isReady,
    start: holds && isWhole && state === 'scheduled' && isFacilitator,
    lead: holds && state === 'in-session' && isFacilitator,
    write: holds && isOpen && takesPart,
    close: abilities.has('conference:close') && state === 'ended' && isFacilitator,
  };
}

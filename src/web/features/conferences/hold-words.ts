import type { readCareTeam } from '#contract/care-team.ts';
import { absenceReasons } from '#contract/conferences/parts.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { NamedPerson } from '#contract/conferences/named-person.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { type EntryKind, entryKinds } from '#domain/conference/client-review.ts';
import { classInSentence, modeWords } from '#domain/conference/conference-words.ts';
import type { Role } from '#domain/conference/conference.ts';
import { isSamePerson, personKey, type SensitivityClass } from '#domain/people.ts';
import { onTheClock } from '#web/shell/clock-words.ts';
import { relationshipWords } from '#domain/relationships.ts';

export type Review = ConferenceView['reviews'][number];
export type Attendee = ConferenceView['attendees'][number];

export const listWords = {
  strength: { title: 'Strengths', one: 'strength', prefix: 's' },
  barrier: { title: 'Barriers', one: 'barrier', prefix: 'b' },
  need: { title: 'Needs', one: 'need', prefix: 'n' },
  solution: { title: 'Solutions', one: 'solution', prefix: 'o' },
} as const satisfies Record<EntryKind, { title: string; one: string; prefix: string }>;

/** "n Bus pass" is a need, wherever it is typed. */
export function prefixed(typed: string): { kind: EntryKind; text: string } | null {
  const [, letter = '', text = ''] = /^([sbno])\s+(.*)$/i.exec(typed) ?? [];
  const kind = entryKinds.find((each) => listWords[each].prefix === letter.toLowerCase());
  return kind === undefined ? null : { kind, text };
}

export const roleWords = {
  facilitator: 'Facilitator',
  timekeeper: 'Timekeeper',
  notetaker: 'Notetaker',
} as const satisfies Record<Role, string>;

const absenceWords = {
  declined: 'Declined',
  'not-appropriate': 'Not appropriate',
  'not-reached': 'Not reached',
  ill: 'Ill',
  'other-commitment': 'Had to be elsewhere',
  'no-show': 'Did not come',
  'has-died': 'Has died',
} as const satisfies Record<(typeof absenceReasons)[number], string>;

export const absenceOptions = Object.entries(absenceWords).map(([id, label]) => ({ id, label }));

export const absenceReasonOf = (id: string | null) =>
  absenceReasons.find((each) => each === id) ?? null;

export const classLabel = (sensitivity: SensitivityClass) => {
  const words = classInSentence[sensitivity];
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Of a restricted case only: there, words that are marked lower go further than the case. */
export const loweringHint = ([ofCase]: readonly SensitivityClass[]) =>
  ofCase === 'general' ? undefined : 'A lower mark is written down.';

export const howWords = {
  aloud: 'Confirmed aloud',
  'each-agreed': 'Each person agreed',
} as const;

export const zoneOf = ({ schedule }: Pick<ConferenceView, 'schedule'>) =>
  schedule?.timeZone ?? 'UTC';

/** Within one meeting the zone is said once, at its head. */
export const clockTime = (at: string, timeZone: string) =>
  onTheClock(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone));

export const minutesBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));

/** A client whose part was opened and ended at once was held for no minute at all. */
export const minutesHeld = (from: string, to: string) => {
  const minutes = minutesBetween(from, to);
  return minutes === 0 ? 'less than a minute' : `${minutes} min`;
};

export const optionOf = ({ person, name, title, agency }: NamedPerson) => ({
  id: personKey(person),
  label: name,
  ...((title ?? agency) && { detail: [title, agency].filter((word) => word).join(', ') }),
});

/** When and how, as the head of each page says it. */
export const meetingWords = ({ schedule }: Pick<ConferenceView, 'schedule'>) =>
  schedule === null
    ? ''
    : // An exchange has a day only once somebody has answered, and no hours.
      isByEmail({ schedule })
      ? 'Exchange by email'
      : `${schedule.inWords}, ${modeWords[schedule.mode].toLowerCase()}`;

export const isByEmail = ({ schedule }: Pick<ConferenceView, 'schedule'>) =>
  schedule?.mode === 'email';

type CareTeam = ReplyOf<typeof readCareTeam>;

/** Everybody who may be asked to do something: who takes part, the care team, and the client. */
export function peopleFor(
  { attendees }: ConferenceView,
  { client, reviewId }: Review,
  careTeam: CareTeam | undefined,
): NamedPerson[] {
  const asked = attendees.filter(
    ({ person, wantedFor, invitedTo }) =>
      (person.kind === 'staff' || wantedFor.includes(reviewId) || invitedTo.includes(reviewId)) &&
      (person.kind !== 'client' || person.id === client.clientId),
  );
  const all = [
    ...asked,
    ...(careTeam ? careTeamPeople(careTeam) : []),
    personNamed({ kind: 'client', id: client.clientId }, client.name),
  ];
  return all.filter(
    (one, at) => all.findIndex(({ person }) => isSamePerson(person, one.person)) === at,
  );
}

const careTeamPeople = ({ workers, members, supports }: CareTeam): NamedPerson[] => [
  ...workers.map(({ staffId, name }) => personNamed({ kind: 'staff', id: staffId }, name)),
  ...members
    .filter(({ until }) => until === null)
    .map(({ kind, personId, name, about }) => personNamed({ kind, id: personId }, name, about)),
  ...supports.map(({ supportId, name, relationship }) =>
    personNamed({ kind: 'support', id: supportId }, name, relationshipWords[relationship]),
  ),
];

const personNamed = (
  person: NamedPerson['person'],
  name: string,
  title: string | null = null,
): NamedPerson => ({ person, name, title, agency: null });

/** What may still be written: the review has begun, and the conference is not closed. */
export const mayWriteIn = ({ may, state }: ConferenceView, review: Review) =>
  may.write &&
  (state === 'in-session' || state === 'ended') &&
  (review.state === 'active' || review.state === 'done');

/** The facilitator sums up in the room, and still on the way to closing it. */
export const isFacilitator = ({ may }: ConferenceView) => may.lead || may.close;

/** The moment as the server has it, whatever this machine's clock says. */
export type ServerClock = () => number;

export const todayIn = (conference: ConferenceView) =>
  Temporal.Instant.from(conference.at).toZonedDateTimeISO(zoneOf(conference)).toPlainDate();

import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { NamedPerson } from '#contract/conferences/named-person.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { clientWord } from '#domain/program-policy/client-word.ts';
import { listInWords, minutesInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import type { StatusKind } from '#web/ui/status.tsx';
import type {
  AbsenceReason,
  Attendee,
  PlannedReview,
} from '#web/features/conferences/plan/plan-drafts.ts';

type Readiness = ConferenceView['readiness'][number];

/** One outside person who is wanted for one client. */
export type Pair = {
  attendee: Attendee;
  review: PlannedReview;
  readiness: Readiness | undefined;
  isFine: boolean;
};

// Being discussed here already tells what "partly" leaves out, so it is no leave to invite.
const mayHear = new Set<Readiness['state']>(['ok', 'staff']);

/** What could not be checked counts as not allowed. */
export function pairOf(view: ConferenceView, attendee: Attendee, review: PlannedReview): Pair {
  const readiness = view.readiness.find(
    ({ person, reviewId }) => reviewId === review.reviewId && isSamePerson(person, attendee.person),
  );
  return {
    attendee,
    review,
    readiness,
    isFine: readiness !== undefined && mayHear.has(readiness.state),
  };
}

const outsiders = ({ attendees }: ConferenceView) =>
  inOrder(attendees).filter(({ person }) => person.kind !== 'staff');

const wantedPairs = (view: ConferenceView, attendee: Attendee) =>
  view.reviews
    .filter(({ reviewId }) => attendee.wantedFor.includes(reviewId))
    .map((review) => pairOf(view, attendee, review));

export const pairsOf = (view: ConferenceView): Pair[] =>
  outsiders(view).flatMap((attendee) => wantedPairs(view, attendee));

const kinds = ['staff', 'provider', 'support', 'client'];

/** Our team first, then people from outside, then the clients themselves. */
export const inOrder = <P extends NamedPerson>(people: readonly P[]): P[] =>
  people.toSorted(
    (one, other) =>
      kinds.indexOf(one.person.kind) - kinds.indexOf(other.person.kind) ||
      one.name.localeCompare(other.name),
  );

/** Who would get an invitation now, and who waits for a consent. */
export function recipientsOf(view: ConferenceView) {
  const wanted = inOrder(view.attendees).filter(({ wantedFor }) => wantedFor.length > 0);
  const isReady = (attendee: Attendee) => wantedPairs(view, attendee).some(({ isFine }) => isFine);
  const blocked = pairsOf(view).filter(({ isFine }) => !isFine);
  return {
    wanted,
    ready: wanted.filter(isReady),
    waiting: wanted.filter((attendee) =>
      blocked.some((pair) => personKey(pair.attendee.person) === personKey(attendee.person)),
    ),
    blocked,
  };
}

export const peopleInWords = (count: number) => counted(count, 'person');

/** What the programs of this conference call the people whom it is about. */
export const wordIn = ({ reviews }: Pick<ConferenceView, 'reviews'>) =>
  clientWord(reviews.map(({ program }) => program.vocabulary));

/** "M. Bell": enough in a narrow column whose caption says the rest. */
export function shortName(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  const family = words.at(-1) ?? '';
  return words.length < 2 ? family : `${name.slice(0, 1)}. ${family}`;
}

/** Title and agency; our own agency goes without saying. */
export const aboutPerson = ({ person, title, agency }: NamedPerson) =>
  [title, person.kind === 'staff' ? null : agency].filter((words) => words).join(', ');

export const notAskedWords: Readonly<Record<AbsenceReason, string>> = {
  declined: 'Does not want to come',
  'not-appropriate': 'It would not be right for them',
  'not-reached': 'Could not be reached',
  ill: 'Is ill',
  'other-commitment': 'Has something else then',
  'no-show': 'Did not come the last time',
  'has-died': 'Has died',
};

export const warningWords: Readonly<Record<ConferenceView['warnings'][number], string>> = {
  'time-boxes-exceed-the-meeting': 'The planned minutes add up to more than the meeting.',
  'facilitator-is-timekeeper':
    'The same person facilitates and keeps time. Two people do this better.',
  'roles-not-assigned': 'A role is still open. All three are needed before the start.',
};

export type TaskWords = { what?: string; state: string; mark?: StatusKind; isOpen?: true };

const completed = { state: 'Completed' };

/** What stands beside each of the seven tasks. */
export function taskWords(view: ConferenceView): Record<TaskId, TaskWords> {
  return {
    clients: clientsWords(view),
    consents: consentWords(view),
    people: peopleWords(view),
    time: timeWords(view),
    agenda: agendaWords(view),
    roles: roleWords(view),
    send: sendWords(view),
  };
}

export const taskIds = [
  'clients',
  'consents',
  'people',
  'time',
  'agenda',
  'roles',
  'send',
] as const;
export type TaskId = (typeof taskIds)[number];

function clientsWords({ reviews }: ConferenceView): TaskWords {
  if (reviews.length === 0) return { state: 'Not started', isOpen: true };
  const bare = reviews.filter(({ reasons }) => reasons.length === 0).length;
  const what = reviews
    .map(({ client, reasons }) => {
      const why = reasons.map(({ label }) => label.toLowerCase()).join(', ');
      return why === '' ? `${client.name}.` : `${client.name}: ${why}.`;
    })
    .join(' ');
  if (bare === 0) return { what, ...completed };
  return { what, state: `${counted(bare, 'reason')} to give`, isOpen: true };
}

function consentWords(view: ConferenceView): TaskWords {
  const pairs = pairsOf(view);
  const blocked = pairs.filter(({ isFine }) => !isFine).length;
  if (pairs.length === 0)
    return { what: 'Nobody from outside is asked.', state: 'Nothing to check' };
  const what = `${pairs.length - blocked} of ${pairs.length} pairs of person and ${wordIn(view)} are fine.`;
  if (blocked === 0) return { what, ...completed };
  return { what, state: `${blocked} to fix`, mark: 'blocked', isOpen: true };
}

function peopleWords({ attendees, reviews }: ConferenceView): TaskWords {
  const clients = attendees.filter(({ person }) => person.kind === 'client').length;
  const word = wordIn({ reviews });
  const what = `${peopleInWords(attendees.length - clients)} and ${counted(clients, word)} listed.`;
  const isAsked = ({ client, clientNotAskedBecause }: PlannedReview) =>
    clientNotAskedBecause !== null ||
    attendees.some(({ person }) => person.kind === 'client' && person.id === client.clientId);
  if (attendees.length > clients && reviews.every(isAsked)) return { what, ...completed };
  return { what, state: 'In progress', isOpen: true };
}

function timeWords({ schedule, state, at }: ConferenceView): TaskWords {
  if (!schedule) return { what: 'No date yet.', state: 'Not started', isOpen: true };
  const what = `${schedule.inWords}, ${modeWords[schedule.mode].toLowerCase()}`;
  const isPast =
    state === 'draft' &&
    Temporal.Instant.compare(Temporal.Instant.from(schedule.startsAt), Temporal.Instant.from(at)) <
      0;
  return isPast
    ? { what, state: 'In the past', mark: 'late', isOpen: true }
    : { what, ...completed };
}

function agendaWords({ reviews, timeBudget }: ConferenceView): TaskWords {
  const { plannedMinutes, availableMinutes } = timeBudget;
  const boxes = reviews.map(({ client, plannedMinutes: m }) => `${client.name} ${m}`);
  if (availableMinutes === null) return { what: `${boxes.join(', ')}.`, state: 'In progress' };
  const left = availableMinutes - plannedMinutes;
  if (left < 0) {
    return {
      what: `${boxes.join(', ')}.`,
      state: `${-left} min too many`,
      mark: 'soon',
      isOpen: true,
    };
  }
  return { what: `${[...boxes, `spare ${left}`].join(', ')}.`, ...completed };
}

const doing = {
  facilitator: 'facilitates',
  timekeeper: 'keeps time',
  notetaker: 'takes notes',
} as const;

function roleWords({ roles, attendees }: ConferenceView): TaskWords {
  const nameOf = (id: string) => attendees.find(({ person }) => person.id === id)?.name;
  const held = (['facilitator', 'timekeeper', 'notetaker'] as const).flatMap((role) => {
    const name = nameOf(roles[role] ?? '');
    return name === undefined ? [] : [`${name} ${doing[role]}`];
  });
  const what = held.length === 0 ? 'Nobody yet.' : `${held.join(', ')}.`;
  if (held.length === 3) return { what, ...completed };
  return { what, state: held.length === 0 ? 'Not started' : 'In progress', isOpen: true };
}

function sendWords(view: ConferenceView): TaskWords {
  const { ready, wanted } = recipientsOf(view);
  if (view.notYet) return { what: view.notYet.inWords, state: 'Not yet' };
  return {
    what: 'You see each person’s agenda before anything goes out.',
    state: `${ready.length} of ${wanted.length} ready`,
  };
}

export const spareWords = ({ plannedMinutes, availableMinutes }: ConferenceView['timeBudget']) =>
  availableMinutes === null
    ? `${minutesInWords(plannedMinutes)} planned. The meeting has no time yet.`
    : availableMinutes >= plannedMinutes
      ? `${minutesInWords(availableMinutes)} with ${availableMinutes - plannedMinutes} to spare.`
      : `${minutesInWords(availableMinutes)}, and ${plannedMinutes - availableMinutes} more are planned.`;

export const clientNames = ({ reviews }: ConferenceView) =>
  listInWords(reviews.map(({ client }) => client.name));

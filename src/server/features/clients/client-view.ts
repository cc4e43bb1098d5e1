import type { Channel, ClientRow, NextDue } from '#contract/clients.ts';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  standingEnrollmentsOf,
  type StandingEnrollment,
} from '#server/stores/clients/client-standing.ts';
import { clientsOf, type Client, type ClientPerson } from '#server/stores/clients/clients.ts';

/** These clients as a list shows them, in the order in which they were named. */
export async function clientRows(
  visit: Visit,
  clientIds: readonly ClientId[],
): Promise<ClientRow[]> {
  const { tx, today, agencyId } = visit;
  const clients = await clientsOf(tx, agencyId, clientIds);
  const enrollments = await standingEnrollmentsOf(visit, clientIds);
  visit.touch(...clientIds);
  return clients.map(({ clientId, name, number, bornOn, deceasedOn }) => ({
    clientId,
    name,
    number,
    bornOn: bornOn?.toString() ?? null,
    age: ageOn({ bornOn, deceasedOn }, today),
    enrollments: enrollments
      .filter((enrollment) => enrollment.clientId === clientId)
      .toSorted(firstDueFirst)
      .map((enrollment) => ({
        programName: enrollment.programName,
        workerName: enrollment.workerName,
        hasEnded: enrollment.endedOn !== null,
        nextDue: dueView(enrollment),
      })),
  }));
}

export const dueView = ({ nextDue, endedOn }: StandingEnrollment): NextDue | null =>
  nextDue === null || endedOn !== null
    ? null
    : { ...nextDue, dueOn: nextDue.dueOn?.toString() ?? null };

/** A crisis, then the earliest date; what owes nothing keeps its place at the end. */
export function firstDueFirst(one: StandingEnrollment, other: StandingEnrollment): number {
  const [first, second] = [one.nextDue?.dueOn, other.nextDue?.dueOn];
  const isDated = rankOf(one) === ranks.dated && rankOf(other) === ranks.dated;
  return isDated && first && second
    ? Temporal.PlainDate.compare(first, second)
    : rankOf(one) - rankOf(other);
}

const ranks = { crisis: 0, dated: 1, undated: 2, ended: 3 };

function rankOf({ nextDue, endedOn }: StandingEnrollment): number {
  if (endedOn !== null) return ranks.ended;
  if (nextDue?.isCrisis) return ranks.crisis;
  return nextDue?.dueOn ? ranks.dated : ranks.undated;
}

/** Whole years; a person who has died has no age. */
export const ageOn = (
  { bornOn, deceasedOn }: Pick<Client, 'bornOn' | 'deceasedOn'>,
  today: Temporal.PlainDate,
): number | null =>
  bornOn === null || deceasedOn !== null
    ? null
    : bornOn.until(today, { largestUnit: 'years' }).years;

export const dateOrNull = (text: string) => (text === '' ? null : Temporal.PlainDate.from(text));

type Entered = Omit<
  ClientPerson,
  'bornOn' | 'mayEmail' | 'mayText' | 'mayCall' | 'mayLeaveMessage'
> & { bornOn: string; mayContactBy: readonly Channel[] };

export const personOf = ({ bornOn, mayContactBy, ...rest }: Entered): ClientPerson => ({
  ...rest,
  bornOn: dateOrNull(bornOn),
  mayEmail: mayContactBy.includes('email'),
  mayText: mayContactBy.includes('text'),
  mayCall: mayContactBy.includes('call'),
  mayLeaveMessage: mayContactBy.includes('message'),
});

export const channelsOf = ({ mayCall, mayLeaveMessage, mayText, mayEmail }: Client): Channel[] => [
  ...(mayCall ? (['call'] as const) : []),
  ...(mayLeaveMessage ? (['message'] as const) : []),
  ...(mayText ? (['text'] as const) : []),
  ...(mayEmail ? (['email'] as const) : []),
];

import type { StaffKey } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Ago, DueIn } from './sample-client.ts';

export type PlacedClient = {
  clientId: string;
  /** In the order in which the programs are named. */
  enrollmentIds: string[];
  supportId: string | null;
  /** By whom they allow to know. */
  consentIds: Map<string, string>;
};

/** The making of the sample: where it stands, and whom and what has been made so far. */
export type Stage = {
  today: Temporal.PlainDate;
  desk: (who: StaffKey) => Desk;
  staffIds: Map<string, string>;
  programs: Map<string, { programId: string; teamId: string }>;
  providerIds: Map<string, string>;
  clients: Map<string, PlacedClient>;
  setClock: (moment: Temporal.Instant) => Promise<void>;
  runJobs: () => Promise<unknown>;
};

/** One thing that happened then; all of them are told in the order of time. */
export type Happening = { at: Temporal.Instant; happen: () => Promise<void> };

export const timeZone = 'America/New_York';

export const dayOf = ({ today }: Pick<Stage, 'today'>, ago: Ago) =>
  today.subtract({ days: ago }).toString();

export const momentOf = (
  { today }: Pick<Stage, 'today'>,
  ago: Ago,
  time: string,
): Temporal.Instant =>
  today
    .subtract({ days: ago })
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant();

/** The day whose half year ends so many days ago. */
export function daysAgo({ today }: Pick<Stage, 'today'>, when: Ago | DueIn): Ago {
  if (typeof when === 'number') return when;
  const held = today.subtract({ days: when.sixMonthsBefore }).subtract({ months: 6 });
  return held.until(today).days;
}

export function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`The sample has no ${key}.`);
  return found;
}

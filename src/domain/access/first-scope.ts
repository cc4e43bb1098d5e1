import { dateKey } from '#domain/program-policy/date-key.ts';

/** What an enrollment says about who may see its client. */
export type Opening = {
  programId: string;
  teamId: string;
  workerId: string | null;
  endedOn: Temporal.PlainDate | null;
};

export type FirstScope = {
  staffIds: string[];
  managerIds: string[];
  teamIds: string[];
  programIds: string[];
  overseeingIds: string[];
  /** From this date on it must be derived anew; null where no date changes it. */
  changesOn: Temporal.PlainDate | null;
};

/**
 * Who will see a client whose enrollments are all new today. It spares the database writing the client a second time; what it
 * keeps is what it derives itself from the enrollments, whatever is said here.
 */
export function firstScope(openings: readonly Opening[], today: Temporal.PlainDate): FirstScope {
  const now = dateKey(today);
  const endOf = ({ endedOn }: Opening) =>
    endedOn === null || dateKey(endedOn) > now ? Infinity : dateKey(endedOn);
  const last = Math.max(...openings.map(endOf));
  const toCome = openings.flatMap(({ endedOn }) =>
    endedOn !== null && dateKey(endedOn) >= now ? [endedOn] : [],
  );
  return {
    staffIds: idsOf(openings, ({ workerId }) => workerId),
    managerIds: idsOf(openings, ({ workerId, endedOn }) =>
      endedOn === null || dateKey(endedOn) >= now ? workerId : null,
    ),
    teamIds: idsOf(openings, ({ teamId }) => teamId),
    programIds: idsOf(openings, ({ programId }) => programId),
    overseeingIds: idsOf(openings, (one) => (endOf(one) === last ? one.programId : null)),
    changesOn: toCome.toSorted(Temporal.PlainDate.compare)[0]?.add({ days: 1 }) ?? null,
  };
}

const idsOf = (openings: readonly Opening[], idOf: (opening: Opening) => string | null) =>
  [...new Set(openings.flatMap((one) => idOf(one) ?? []))].toSorted();

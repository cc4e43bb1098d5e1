import { namesToCompare, weekOf, weeksBefore } from '#domain/access/openings.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import {
  namesOfStaff,
  openingsOfWeek,
  unreviewedIn,
  type FoundOpening,
  type UnreviewedWeek,
} from '#server/stores/audit/openings.ts';

/** What a second person looks at of one week, as far as the asker may know of it. */
export async function openingsIn(visit: Visit, week: Temporal.PlainDate): Promise<FoundOpening[]> {
  return openingsOfWeek(visit, await namesComparedHere(visit), week);
}

/** The weeks before this one that hold something which nobody reviewed, as far as the asker may know of it. */
export async function weeksUnreviewed(visit: Visit): Promise<UnreviewedWeek[]> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  return unreviewedIn(visit, await namesComparedHere(visit), weeksBefore(weekOf(today)));
}

const namesComparedHere = async (visit: Visit) =>
  (await namesOfStaff(visit)).flatMap(({ staffId, fullName }) =>
    namesToCompare(fullName).map((name) => ({ staffId, ...name })),
  );

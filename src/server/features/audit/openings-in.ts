import { namesToCompare } from '#domain/access/openings.ts';
import type { Visit } from '#server/platform/shell.ts';
import { namesOfStaff, openingsOfWeek, type FoundOpening } from '#server/stores/openings.ts';

/** What a second person looks at of one week, as far as the asker may know of it. */
export async function openingsIn(visit: Visit, week: Temporal.PlainDate): Promise<FoundOpening[]> {
  const names = (await namesOfStaff(visit)).flatMap(({ staffId, fullName }) =>
    namesToCompare(fullName).map((name) => ({ staffId, ...name })),
  );
  return openingsOfWeek(visit, names, week);
}

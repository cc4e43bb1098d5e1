import type { NewEnrollment } from './import-plan.ts';
import { enrollmentAt } from './planned-lists.ts';
import type { Planning } from './plan-rows.ts';

/**
 * The enrollments that are to be made, beside their clients and in the order of these: both lists stand in it, so that nothing
 * has to be kept by name until its client comes.
 */
export function* newByClient({
  data,
  chosen,
  tallies,
}: Planning): Generator<{ clientId: string; enrollments: readonly NewEnrollment[] }> {
  let next = 0;
  for (const client of chosen.clientPlaces) {
    const enrollments: NewEnrollment[] = [];
    for (; next < chosen.chosen.length; next += 1) {
      const place = chosen.chosen[next] ?? -1;
      if (chosen.clientOf[place] !== client) break;
      const found = enrollmentAt(data, chosen, place);
      if (found && tallies.enrollment.standingOf(found.id) === 'make')
        enrollments.push(found.enrollment);
    }
    yield { clientId: data.tables.client.at(client).get('PersonalID'), enrollments };
  }
}

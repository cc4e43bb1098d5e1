import type { InputOf } from '#contract/endpoint.ts';
import type { reviewOpening as contract } from '#contract/openings.ts';
import { weekOf } from '#domain/access/openings.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { judgeOpening } from '#server/stores/audit/openings.ts';
import { openingsIn } from './openings-in.ts';

/** What is on nobody's list has nothing to be judged; emergency access is judged in its own way. */
export async function reviewOpening({ week, ...judged }: InputOf<typeof contract>, visit: Visit) {
  const monday = weekOf(Temporal.PlainDate.from(week));
  const listed = (await openingsIn(visit, monday)).some(
    ({ kind, staffId, clientId }) =>
      kind !== 'emergency' && staffId === judged.staffId && clientId === judged.clientId,
  );
  if (!listed && judged.staffId !== visit.actor) throw new Refused('not-found');
  const why = await judgeOpening(visit, judged, monday);
  if (why !== null) throw new Refused(why);
  visit.touch(judged.clientId);
  return { done: true } as const;
}

import type { ReplyOf } from '#contract/endpoint.ts';
import type { listOpeningWeeks as contract } from '#contract/openings.ts';
import type { Visit } from '#server/platform/shell.ts';
import { weeksUnreviewed } from './openings-in.ts';

export async function listOpeningWeeks(
  _input: object,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const weeks = await weeksUnreviewed(visit);
  return {
    weeks: weeks.map(({ startsOn, waiting }) => ({
      startsOn: startsOn.toString(),
      endsOn: startsOn.add({ days: 6 }).toString(),
      waiting,
    })),
  };
}

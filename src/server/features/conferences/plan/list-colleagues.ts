import type { listColleagues as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findConference } from '#server/stores/conferences/conferences.ts';
import { workersOf } from '#server/stores/enrollments/enrollment-choices.ts';
import { accessMissingIn, requireWhole, staffIn } from './planning.ts';

/** Who of ours can be asked to a plan. What a role would refuse later is told while one chooses. */
export async function listColleagues(
  { conferenceId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<ReplyOf<typeof endpoint>> {
  const stored = await findConference(visit, conferenceId);
  const { conference } = stored;
  if (conference.state !== 'draft' && conference.state !== 'scheduled')
    throw new Refused('conference-not-planned');
  requireWhole(stored);
  const { reviews } = conference;
  const clientIds = reviews.map(({ clientId }) => clientId);
  visit.touch(...clientIds);
  const workers = await workersOf(visit);
  const asked = new Set([...workers.map(({ staffId }) => staffId), ...staffIn(stored)]);
  const missing = await accessMissingIn(visit, conference, [...asked]);
  const byStaff = Map.groupBy(missing, ({ staffId }) => staffId);
  return {
    colleagues: workers.map(({ staffId, fullName, title }) => ({ staffId, name: fullName, title })),
    withoutAccess: [...byStaff].map(([staffId, theirs]) => ({
      staffId,
      reviewIds: reviews
        .filter((review) => theirs.some(({ clientId }) => clientId === review.clientId))
        .map(({ id }) => id),
    })),
  };
}

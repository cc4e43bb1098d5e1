import type * as contract from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { adjustMinutes as adjust, correctTimes as correct } from '#domain/conference/keep-time.ts';
import {
  activateReview as activate,
  markNotCovered as leaveOut,
  recordAsNotHeld,
} from '#domain/conference/run-conference.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { requireWhole } from '#server/features/conferences/plan/planning.ts';
import { changeConference, reviewIn } from './change-conference.ts';

const keyOf = ({ conferenceId }: { conferenceId: string }) => ({ conferenceId });

/**
 * Whether something was written tells of lines that not everybody is shown: who leads is told of every line, and who reads all of the case.
 * Where nobody was opened there are none.
 */
async function requireToldOfLines(
  visit: Visit,
  { conference }: StoredConference,
  reviews: readonly ClientReview[],
) {
  if (conference.roles.facilitator === visit.actor) return;
  const begun = reviews.filter(({ state }) => state === 'active' || state === 'done');
  const clientIds = begun.map(({ clientId }) => clientId);
  const clients = await reviewClients(visit, clientIds);
  if (!clientIds.every((id) => clients.get(id)?.readsWholeCase ?? false))
    throw new Refused('needs-every-client');
}

/** One client at a time: whoever was open before is done at the same instant. */
export async function activateReview(
  { conferenceId, reviewId }: InputOf<typeof contract.activateReview>,
  visit: Visit,
) {
  const by = { reviewId, by: visit.actor, at: visit.at };
  return keyOf(
    await changeConference(visit, conferenceId, (conference, stored) => {
      visit.touch(reviewIn(stored, reviewId).clientId);
      return activate(conference, by);
    }),
  );
}

export async function adjustMinutes(
  { conferenceId, ...minutes }: InputOf<typeof contract.adjustMinutes>,
  visit: Visit,
) {
  return keyOf(await changeConference(visit, conferenceId, (held) => adjust(held, minutes)));
}

export async function markNotCovered(
  { conferenceId, reviewId }: InputOf<typeof contract.markNotCovered>,
  visit: Visit,
) {
  return keyOf(
    await changeConference(visit, conferenceId, async (held, stored) => {
      await requireToldOfLines(visit, stored, [reviewIn(stored, reviewId)]);
      return leaveOut(held, { reviewId });
    }),
  );
}

export async function correctTimes(
  { conferenceId, reviewId, startedAt, endedAt }: InputOf<typeof contract.correctTimes>,
  visit: Visit,
) {
  const times = {
    startedAt: Temporal.Instant.from(startedAt),
    endedAt: Temporal.Instant.from(endedAt),
  };
  return keyOf(
    await changeConference(visit, conferenceId, (held) => correct(held, { reviewId, times })),
  );
}

/** Started by mistake: nothing of it counts, and nothing may have been written. */
export async function discardConference(
  { conferenceId, reason }: InputOf<typeof contract.discardConference>,
  visit: Visit,
) {
  return keyOf(
    await changeConference(visit, conferenceId, async (held, stored) => {
      requireWhole(stored);
      await requireToldOfLines(visit, stored, held.reviews);
      return recordAsNotHeld(held, { by: visit.actor, at: visit.at, reason });
    }),
  );
}

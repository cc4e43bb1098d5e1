import type * as contract from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { adjustMinutes as adjust, correctTimes as correct } from '#domain/conference/keep-time.ts';
import {
  activateReview as activate,
  markNotCovered as leaveOut,
  recordAsNotHeld,
} from '#domain/conference/run-conference.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changeConference, reviewIn } from './change-conference.ts';

const versionOf = ({ conferenceId, version }: { conferenceId: string; version: number }) => ({
  conferenceId,
  version,
});

/** One client at a time: whoever was open before is done at the same instant. */
export async function activateReview(
  { conferenceId, reviewId }: InputOf<typeof contract.activateReview>,
  visit: Visit,
) {
  const by = { reviewId, by: visit.actor, at: visit.at };
  return versionOf(
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
  return versionOf(await changeConference(visit, conferenceId, (held) => adjust(held, minutes)));
}

export async function markNotCovered(
  { conferenceId, reviewId }: InputOf<typeof contract.markNotCovered>,
  visit: Visit,
) {
  return versionOf(
    await changeConference(visit, conferenceId, (held) => leaveOut(held, { reviewId })),
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
  return versionOf(
    await changeConference(visit, conferenceId, (held) => correct(held, { reviewId, times })),
  );
}

/** Started by mistake: nothing of it counts, and nothing may have been written. */
export async function discardConference(
  { conferenceId, reason }: InputOf<typeof contract.discardConference>,
  visit: Visit,
) {
  return versionOf(
    await changeConference(visit, conferenceId, (held) =>
      recordAsNotHeld(held, { by: visit.actor, at: visit.at, reason }),
    ),
  );
}

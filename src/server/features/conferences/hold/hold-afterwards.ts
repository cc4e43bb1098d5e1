import type { holdAfterwards as endpoint } from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { holdAfterwards as decide } from '#domain/conference/hold-afterwards.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from '#server/features/conferences/plan/planning.ts';

/** It was begun and is over: what was said in it is written down next. */
export async function holdAfterwards(input: InputOf<typeof endpoint>, visit: Visit) {
  const { conferenceId } = input;
  const stored = await lockConference(visit, conferenceId);
  const { conference } = stored;
  const startedAt = Temporal.Instant.from(input.startedAt);
  const endedAt = Temporal.Instant.from(input.endedAt);
  const by = visit.actor;
  const held = orRefuse(decide(conference, { by, at: visit.at, startedAt, endedAt }));
  requireWhole(stored);
  visit.touch(...conference.reviews.map(({ clientId }) => clientId));
  await saveConference(visit, stored, { to: held });
  return { conferenceId };
}

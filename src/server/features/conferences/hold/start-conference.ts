import type { startConference as endpoint } from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { start } from '#domain/conference/run-conference.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireWhole } from '#server/features/conferences/plan/planning.ts';

/** A second press finds the meeting begun and changes nothing. */
export async function startConference({ conferenceId }: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockConference(visit, conferenceId);
  const { conference } = stored;
  if (conference.state === 'in-session' && conference.roles.facilitator === visit.actor)
    return { conferenceId, startedAt: conference.startedAt.toString() };
  const started = orRefuse(start(conference, { by: visit.actor, at: visit.at }));
  requireWhole(stored);
  visit.touch(...conference.reviews.map(({ clientId }) => clientId));
  await saveConference(visit, stored, { to: started });
  return { conferenceId, startedAt: visit.at.toString() };
}

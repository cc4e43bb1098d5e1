import type { recordReply as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { recordReply as decide } from '#domain/conference/invite.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

export async function recordReply(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockConference(visit, input.conferenceId);
  const { conference } = stored;
  if (conference.state !== 'scheduled') throw new Refused('conference-not-scheduled');
  const { person, reply } = input;
  const answered = orRefuse(decide(conference, { person, reply }));
  await saveConference(visit, stored, { to: answered });
  return { conferenceId: input.conferenceId };
}

import type { endConference as endpoint } from '#contract/conferences/hold.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { end } from '#domain/conference/run-conference.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changeConference } from './change-conference.ts';

export async function endConference({ conferenceId }: InputOf<typeof endpoint>, visit: Visit) {
  const { conference } = await changeConference(visit, conferenceId, (held) =>
    end(held, { by: visit.actor, at: visit.at }),
  );
  return { conferenceId, endedAt: conference.endedAt.toString() };
}

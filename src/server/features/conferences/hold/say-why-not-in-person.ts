import type { sayWhyNotInPerson as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { isHeldApart } from '#domain/conference/mode-reasons.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockForWriting } from './change-conference.ts';

/** How people met is settled by then; why is often known only afterwards. */
export async function sayWhyNotInPerson(
  { conferenceId, modeReason }: InputOf<typeof endpoint>,
  visit: Visit,
) {
  const stored = await lockForWriting(visit, conferenceId);
  const { conference } = stored;
  if (conference.state !== 'in-session' && conference.state !== 'ended')
    throw new Refused('conference-not-open');
  if (!isHeldApart(conference.schedule.mode))
    throw badInput('modeReason', 'No reason is needed for this way of meeting.');
  await saveConference(visit, stored, { to: conference, beside: { modeReason } });
  return { conferenceId };
}

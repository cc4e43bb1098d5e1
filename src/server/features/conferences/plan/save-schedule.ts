import type { saveSchedule as endpoint } from '#contract/conferences/plan.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { readSchedule } from '#server/features/conferences/meeting-time.ts';
import { lockDraft } from './planning.ts';

export async function saveSchedule(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockDraft(visit, input);
  const { schedule, ...beside } = readSchedule(input.schedule);
  const planned = { ...stored.conference, schedule };
  await saveConference(visit, stored, { to: planned, beside });
  return { conferenceId: input.conferenceId };
}

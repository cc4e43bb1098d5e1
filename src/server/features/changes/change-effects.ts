import type { previewChange as contract } from '#contract/changes.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findChange, type ChangeEvent } from '#server/stores/clock/change-events.ts';
import { enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import { effectsOn } from '#server/stores/clock/clock-effects.ts';
import { whenOf } from './change-dates.ts';

/** What would be due otherwise if the change had another date, or had never been. */
export async function previewChange(
  { changeEventId, on }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const event = await findStanding(visit, changeEventId);
  const programs = await enrolledProgramsOf(visit, event.clientId);
  const when = on === undefined ? null : await whenOf(visit, programs, { on, time: '' });
  const effects = await effectsOn(visit, programs, (facts) => ({
    ...facts,
    triggers: facts.triggers.flatMap((trigger) => {
      if (trigger.id !== changeEventId) return [trigger];
      return when === null ? [] : [{ ...trigger, ...when }];
    }),
  }));
  return { effects };
}

export async function findStanding(visit: Visit, changeEventId: string): Promise<ChangeEvent> {
  const event = await findChange(visit, changeEventId);
  if (event.supersededAt !== null) throw new Refused('changed-meanwhile');
  visit.touch(event.clientId);
  return event;
}

import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { Attendee, Review } from '#web/features/conferences/hold-words.ts';
import { askedTo, seenOf } from './room-asked.ts';

export type Change = { out: Attendee[]; in: Attendee[] };

/** From one client to the next: who is there and may not hear what comes, and who is asked and was not until now. */
export function whoChanges(conference: ConferenceView, from: Review, to: Review): Change {
  const now = askedTo(conference, from);
  const then = askedTo(conference, to);
  return {
    out: now.filter(
      (attendee) => !then.includes(attendee) && seenOf(from, attendee)?.state === 'present',
    ),
    in: then.filter((attendee) => !now.includes(attendee) && !attendee.hasDied),
  };
}

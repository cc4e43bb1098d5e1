import type { Attendee, Conference } from './conference.ts';
import type { ClientReview } from './client-review.ts';
import { isSamePerson } from '#domain/people.ts';

/**
 * Once invitations went out, whoever might pass somebody by (0440) is shown who was asked and who was there, not who was wanted besides:
 * that somebody was not asked can follow from who else comes, and not to be asked looks as not to be wanted.
 */
export function shownAttendees(conference: Conference, mayChange: boolean): readonly Attendee[] {
  if (mayChange || conference.state === 'draft') return conference.attendees;
  const reviews: readonly ClientReview[] = conference.reviews;
  return conference.attendees.flatMap((attendee) => {
    const { person, invitedTo } = attendee;
    if (person.kind === 'staff') return [attendee];
    const wasThere = reviews.some(({ attendance }) =>
      attendance.some((seen) => isSamePerson(seen.person, person)),
    );
    return invitedTo.length > 0 || wasThere ? [{ ...attendee, wantedFor: invitedTo }] : [];
  });
}

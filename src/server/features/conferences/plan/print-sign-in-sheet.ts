import type { InputOf } from '#contract/endpoint.ts';
import type { printSignInSheet as endpoint } from '#contract/conferences/agenda.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { dateOf, type Schedule } from '#domain/conference/conference.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { itemTimes } from '#domain/conference/item-times.ts';
import { signInLines, thereFor } from '#domain/conference/sign-in-lines.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { scheduleInWords } from '#server/features/conferences/meeting-time.ts';
import { tellsTitles, withTitles } from '#server/stores/conferences/colleague-titles.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';

/**
 * Paper for the table, a sheet for each client. Guests read it too, so it bears the name under which the agency writes to people outside,
 * and nothing that tells of other clients: neither who comes for them nor how many there are.
 */
export async function printSignInSheet(
  { conferenceId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<FileReply> {
  const { tx, agencyId, at, actor } = visit;
  const stored = await findConference(visit, conferenceId);
  const { conference } = stored;
  const { schedule } = conference;
  const attendees = shownAttendees(conference, await mayChangeMeeting(visit, stored));
  if (schedule === null) throw new Refused('time-missing');
  const agency = await findAgency(tx, agencyId);
  const printer = await findStaff(tx, agencyId, actor);
  const titled = attendees.map(withTitles(visit, await tellsTitles(visit, stored)));
  const bytes = await renderPdf('sign-in-sheet', {
    agency: agency.neutralName,
    where: schedule.place ?? modeWords[schedule.mode],
    sheets: itemsOf(stored, schedule).map(({ reviewId, when }) => ({
      when,
      lines: signInLines(thereFor(conference, titled, reviewId)),
    })),
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(at.toZonedDateTimeISO(agency.timeZone)),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  return { bytes, type: 'application/pdf', name: 'sign-in.pdf', inline: true };
}

/** Each item and when it is. Whoever does not see all of the meeting cannot reckon that: their sheets bear the day alone. */
function itemsOf({ conference, isWhole }: StoredConference, schedule: Schedule) {
  const reviews: readonly ClientReview[] = conference.reviews;
  return itemTimes(reviews, schedule).map(({ review, startsAt, endsAt }) => {
    const span = reviews.length === 1 ? schedule : { ...schedule, startsAt, endsAt };
    const when = isWhole ? scheduleInWords(span) : dateInWords(dateOf(schedule.startsAt, schedule));
    return { reviewId: review.id, when };
  });
}

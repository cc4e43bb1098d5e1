import type { printAsGuest } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { laws, textsFor } from '#domain/consent/notice-texts.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { ReadOnceWritten, type GuestVisit } from '#server/platform/guest-door.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { guestForm } from '#server/stores/guest/guest-forms.ts';
import { guestConference, guestReviews, noteForm } from '#server/stores/guest/guest-reading.ts';

/** Their part of the form, with their name on each page, and read once it was written down. */
export async function printForm(
  { reviewId }: InputOf<typeof printAsGuest>,
  visit: GuestVisit,
): Promise<FileReply> {
  const texts = await noticesOn(visit, laws, visit.today);
  if (!visit.isWritten) {
    const clientId = await noteForm(visit, reviewId, texts);
    if (clientId === null) throw new Refused('guest-over');
    visit.touch(clientId);
    throw new ReadOnceWritten();
  }
  const found = await guestForm(visit, reviewId);
  const conference = await guestConference(visit);
  if (!found || !conference) throw new Refused('guest-over');
  const { classes, form } = found;
  const name = conference.readerName ?? form.client.name;
  const bytes = await renderPdf('conference-form', {
    ...form,
    printedBy: name,
    printedAt: momentInWords(visit.at.toZonedDateTimeISO(conference.timeZone)),
    preparedFor: `Prepared for ${name}, ${dateInWords(visit.today)}.`,
    redisclosureNotice: textsFor(classes, texts)
      .map(({ body }) => body)
      .join('\n'),
  });
  // Kept among the downloads of a phone: it says which meeting, and nobody's name.
  const review = (await guestReviews(visit)).find((each) => each.reviewId === reviewId);
  const held = review?.startsAt.toZonedDateTimeISO(conference.timeZone).toPlainDate();
  const file = `meeting-${(held ?? visit.today).toString()}.pdf`;
  return { bytes, type: 'application/pdf', name: file, inline: true };
}

import type { printAsGuest } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { lawsFor } from '#domain/consent/notice-texts.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { GuestVisit } from '#server/platform/guest-door.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { guestForms } from '#server/stores/guest/guest-forms.ts';
import { guestConference, noteShown } from '#server/stores/guest/guest-reading.ts';

/** Their part of the form, with their name on each page, and written down before it leaves. */
export async function printForm(
  { reviewId }: InputOf<typeof printAsGuest>,
  visit: GuestVisit,
): Promise<FileReply> {
  const found = (await guestForms(visit)).find((form) => form.reviewId === reviewId);
  const conference = await guestConference(visit);
  if (!found || !conference) throw new Refused('guest-over');
  const { clientId, classes, form } = found;
  const notices = await noticesOn(visit, lawsFor(classes), visit.today);
  visit.touch(clientId);
  if (!(await noteShown(visit, clientId, { classes, texts: notices, asFile: true })))
    throw new Refused('guest-over');
  const name = conference.readerName ?? form.client.name;
  const bytes = await renderPdf('conference-form', {
    ...form,
    printedBy: name,
    printedAt: momentInWords(visit.at.toZonedDateTimeISO(conference.timeZone)),
    preparedFor: `Prepared for ${name}, ${dateInWords(visit.today)}.`,
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
  });
  return { bytes, type: 'application/pdf', name: 'form.pdf', inline: true };
}

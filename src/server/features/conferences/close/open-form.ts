import type { openConferenceForm as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { verifiedPart } from '#domain/record/verification-told.ts';
import { momentInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { findConferenceForm } from '#server/stores/conferences/documents.ts';
import { foundInPlan } from '#server/stores/record/record-verifications.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { recordTakenOut } from '#server/stores/disclosures/taken-out.ts';

/**
 * A copy of the form as it was filed, under the mark of who takes it along: whoever finds it lying about knows whose it was. Its file
 * name says nothing: it will lie in a folder of downloads. What was found in the plan since is printed with it: nobody can verify before
 * the form is filed.
 */
export async function openForm({ reviewId }: InputOf<typeof endpoint>, visit: Visit) {
  const { tx, agencyId, actor, at } = visit;
  const { documentId, clientId, bytes, form } = await findConferenceForm(visit, reviewId);
  visit.touch(documentId, clientId);
  const preparedFor = await recordTakenOut(visit, { what: 'conference-form', reason: null });
  const copy = { type: 'application/pdf', name: 'form.pdf', inline: true } as const;
  if (form === null) return { ...copy, bytes };
  const { timeZone } = await findAgency(tx, agencyId);
  const printed = await renderPdf('conference-form', {
    ...form,
    ...(form.void === undefined ? await verifiedOf(visit, reviewId) : {}),
    preparedFor,
    printedBy: (await findStaff(tx, agencyId, actor))?.fullName ?? '',
    printedAt: momentInWords(at.toZonedDateTimeISO(timeZone)),
  });
  return { ...copy, bytes: printed };
}

async function verifiedOf(visit: Visit, reviewId: string) {
  const place = await whereReviewIs(visit, reviewId);
  const found = place && (await foundInPlan(visit, { reviewId, enrollmentId: place.enrollmentId }));
  return found ? { verified: verifiedPart(found) } : {};
}

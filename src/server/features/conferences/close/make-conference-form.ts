import { jobs, type Payload } from '#contract/jobs.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { momentInWords } from '#domain/words.ts';
import { isSamePerson, personKey, type SensitivityClass } from '#domain/people.ts';
import { lawsFor } from '#domain/consent/notice-texts.ts';
import { highestClass } from '#domain/consent/privacy-incident.ts';
import { job } from '#server/platform/jobs.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { peopleAsOf, peopleWhoTell } from '#server/stores/conferences/attendees.ts';
import { classesOfCases } from '#server/stores/care-teams.ts';
import { whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { findWholeConference } from '#server/stores/conferences/conferences.ts';
import { wholeExchange } from '#server/stores/conferences/exchange.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { addConferenceForm } from '#server/stores/conferences/documents.ts';
import {
  closingReasonOf,
  findClosing,
  type StoredClosingVersion,
} from '#server/stores/conferences/review-voids.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { keepGuestForm, type NewGuestForm } from '#server/stores/guest/guest-forms.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { formOf } from './conference-form.ts';
import { formPart, partSheet, type Written } from './form-part.ts';

/** Prints one client's part once it is closed, and files it in that client's record; a second run changes nothing. */
async function makeConferenceForm(
  { reviewId }: Payload<'make-conference-form'>,
  { step }: Passage,
) {
  const sheet = await step((visit) => readSheet(visit, reviewId));
  const bytes = await renderPdf('conference-form', sheet.form);
  await step(async (visit) => {
    const { clientId, class: sensitivity, heldOn, closingVersionId } = sheet;
    const pages = pagesIn(bytes);
    const filed = { reviewId, clientId, class: sensitivity, bytes, pages, closingVersionId };
    const documentId = await addConferenceForm(visit, { ...filed, form: sheet.form });
    if (documentId === undefined) return;
    for (const part of sheet.parts) await keepGuestForm(visit, part);
    await addToRecord(visit, [
      {
        kind: 'document',
        change: 'filed',
        clientId,
        aboutId: documentId,
        on: heldOn,
        at: visit.at,
        class: sensitivity,
      },
    ]);
  });
}

async function readSheet(visit: Visit, reviewId: string) {
  const place = await whereReviewIs(visit, reviewId);
  if (!place) throw new Refused('not-found');
  const stored = await findWholeConference(visit, place.conferenceId);
  const { conference } = stored;
  if (conference.state !== 'closed') throw new Refused('conference-not-ended');
  const review = conference.reviews.find(({ id }) => id === reviewId);
  if (review?.state !== 'done') throw new Refused('not-found');
  const { clientId } = place;
  const ofCase = (await classesOfCases(visit.tx, [clientId])).get(clientId) ?? 'general';
  const exchange = await wholeExchange(visit, { reviewId, clientId }, stored);
  const closing = await findClosing(visit, reviewId);
  const there = await peopleWhoTell(
    visit,
    review.attendance.map(({ person }) => person),
    stored.asKnown,
  );
  const zone = stored.zoneOf.get(reviewId) ?? stored.timeZone;
  const heldOn = visit.at.toZonedDateTimeISO(zone).toPlainDate();
  // Why it is void is in words of the case's highest class.
  const classes = [
    ...classesIn(review, ofCase),
    ...exchange.map((message) => message.class),
    // Who else serves somebody may tell as much as what was said.
    ...[...there.values()].map(({ tells }) => tells),
    ...(closing?.isVoid ? [ofCase] : []),
  ];
  const notices = await noticesOn(visit, lawsFor(classes), heldOn);
  return {
    form: {
      ...(await formOf(visit, { stored, conference, review, zone, exchange })),
      redisclosureNotice: notices.map(({ body }) => body).join('\n'),
      ...(closing?.isVoid ? { void: await voidWords(visit, closing) } : {}),
    },
    closingVersionId: closing?.isVoid ? closing.versionId : null,
    // What counts for nobody any more is given to nobody.
    parts: closing?.isVoid
      ? []
      : await partsFor(visit, { stored, conference, review, exchange, ofCase }),
    clientId,
    class: highestClass(classes),
    heldOn,
  };
}

/** What each person outside who was asked or came may have of it, to be printed for them when they ask. */
async function partsFor(visit: Visit, written: Omit<Written, 'consents'>): Promise<NewGuestForm[]> {
  const { stored, conference, review } = written;
  const { id: reviewId, clientId, attendance } = review;
  const consents = await consentsOf(visit.tx, [clientId]);
  const parts: NewGuestForm[] = [];
  for (const { person, name, organizationId, invitedTo } of conference.attendees) {
    const came = attendance.some(
      (seen) => seen.state === 'present' && isSamePerson(seen.person, person),
    );
    if (person.kind === 'staff' || !(came || invitedTo.includes(reviewId))) continue;
    const part = formPart(visit, { ...written, consents }, { person, name, organizationId });
    if (!part) continue;
    const form = await partSheet(visit, { stored, conference }, part);
    parts.push({ reviewId, clientId, person, classes: part.classes, form });
  }
  return parts;
}

/** "Mon 15 Mar 2027, 3:00 pm Eastern by Sue Park: entered for the wrong person". */
async function voidWords(visit: Visit, closing: StoredClosingVersion): Promise<string> {
  const by = { kind: 'staff', id: closing.recordedBy } as const;
  const people = await peopleAsOf(visit, [by], { on: closing.heldOn, knownAt: visit.at });
  const reason = await closingReasonOf(visit, closing);
  const at = momentInWords(closing.recordedAt.toZonedDateTimeISO(closing.timeZone));
  return `${at} by ${people.get(personKey(by))?.name ?? 'somebody'}${reason === null ? '' : `: ${reason}`}`;
}

/** A form carries the classes of what it holds; why there is no need or no action carries that of the case. */
function classesIn(review: ClientReview, ofCase: SensitivityClass): SensitivityClass[] {
  const { reasons, entries, summary, actionItems, impliedClasses } = review;
  const hasNote = review.noNeedsReason !== null || review.noActionReason !== null;
  return [
    ...(hasNote ? [ofCase] : []),
    ...impliedClasses,
    ...[...reasons, ...entries, ...actionItems].map((part) => part.class),
    ...(summary === null ? [] : [summary.class]),
  ];
}

const pagesIn = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 1;

export const makeConferenceFormJob = job(
  jobs['make-conference-form'],
  { needs: 'conference:close', purpose: 'care-coordination' },
  makeConferenceForm,
);

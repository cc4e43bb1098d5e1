import type { printFormFor as endpoint } from '#contract/conferences/close.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { DoneReview } from '#domain/conference/client-review.ts';
import type { ClosedConference } from '#domain/conference/conference.ts';
import { lawsFor } from '#domain/consent/notice-texts.ts';
import { isSamePerson, personKey, type OutsideRef } from '#domain/people.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { caseClasses } from '#server/stores/case-classes.ts';
import { whereReviewIs } from '#server/stores/conferences/client-reviews.ts';
import { findToTell, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { recordDisclosure } from '#server/stores/disclosures/disclosures.ts';
import { findConferenceForm } from '#server/stores/conferences/documents.ts';
import { exchangeOf } from '#server/stores/conferences/exchange.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { findClosing } from '#server/stores/conferences/review-voids.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { recordTakenOut } from '#server/stores/disclosures/taken-out.ts';
import { formPart, partSheet, type FormReader } from './form-part.ts';

type Wanted = InputOf<typeof endpoint>;

/** The written record for one person outside: what the client’s papers let them learn today, and written down before it leaves. */
export async function printFormFor(wanted: Wanted, visit: Visit): Promise<FileReply> {
  const { reviewId } = wanted;
  // Whoever may not open the whole form hands out no part of it: they would not see what they give.
  await findConferenceForm(visit, reviewId);
  const place = await whereReviewIs(visit, reviewId);
  if (!place) throw new Refused('not-found');
  const stored = await findToTell(visit, place.conferenceId);
  const written = held(stored, reviewId);
  if ((await findClosing(visit, reviewId))?.isVoid) throw new Refused('void-tells-nobody');
  const reader = await readerOf(visit, written, wanted);
  const { today: on } = visit;
  const { clientId } = place;
  const whole = {
    ...written,
    stored,
    exchange: await exchangeOf(visit, { reviewId, clientId }, stored),
    ofCase: (await caseClasses(visit, clientId)).ofCase,
    consents: await consentsOf(visit.tx, [clientId]),
  };
  const part = formPart(visit, whole, reader);
  if (!part) throw new Refused('papers-let-nothing-out');
  const notices = await noticesOn(visit, lawsFor(part.classes), on);
  await recordDisclosure(visit, [part.grant], {
    channel: 'pdf',
    description: 'Form of a case conference',
    texts: notices,
  });
  const mark = await recordTakenOut(visit, { what: 'conference-form', reason: null });
  visit.touch(clientId);
  const bytes = await renderPdf('conference-form', {
    ...(await partSheet(visit, whole, part)),
    ...(await printedBy(visit)),
    preparedFor: `Prepared for ${reader.name}, ${dateInWords(on)}. ${mark}`,
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
  });
  return { bytes, type: 'application/pdf', name: 'form.pdf', inline: true };
}

type Held = { conference: ClosedConference; review: DoneReview };

function held({ conference }: StoredConference, reviewId: string): Held {
  const review = conference.reviews.find(({ id }) => id === reviewId);
  if (conference.state !== 'closed' || review?.state !== 'done') throw new Refused('not-found');
  return { conference, review };
}

/** Somebody who was there for this client or was asked to be, as the directory knows them today: who moved is with their papers no more. */
async function readerOf(
  visit: Visit,
  { conference: { attendees }, review: { id, attendance } }: Held,
  { kind, personId }: Wanted,
): Promise<FormReader> {
  const person: OutsideRef = { kind, id: personId };
  const wasAsked = attendees.some(
    (each) => isSamePerson(each.person, person) && each.invitedTo.includes(id),
  );
  const wasThere = attendance.some(
    (each) => each.state === 'present' && isSamePerson(each.person, person),
  );
  if (!wasAsked && !wasThere) throw new Refused('not-found');
  const { today: on } = visit;
  const people = await peopleAsOf(visit, [person], { on, knownAt: visit.at });
  const known = people.get(personKey(person));
  if (!known) throw new Refused('not-found');
  if (known.diedOn !== null) throw new Refused('recipient-has-died');
  return { person, name: known.name, organizationId: known.organizationId };
}

async function printedBy({ tx, agencyId, actor, at }: Visit) {
  const { timeZone } = await findAgency(tx, agencyId);
  const printer = await findStaff(tx, agencyId, actor);
  return {
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(at.toZonedDateTimeISO(timeZone)),
  };
}

import type { SensitivityClass } from '#domain/people.ts';
import type { prepareContact as preparing, recordContact as contract } from '#contract/contacts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { dateInWords } from '#domain/words.ts';
import { caseClasses } from '#server/stores/case-classes.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { knownClassesOf } from '#server/stores/clients/client-classes.ts';
import { findClient, type Client } from '#server/stores/clients/clients.ts';
import { recordContact as store, type ContactPartner } from '#server/stores/contacts/contacts.ts';
import { findContact } from '#server/stores/contacts/contacts-read.ts';
import { asOn, providerHistory } from '#server/stores/directory/directory.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';
import {
  linkableConferences,
  linkContact,
  type LinkableConference,
} from '#server/stores/conferences/review-contacts.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { noteWhatWasTold } from './note-what-was-told.ts';

type Asked = InputOf<typeof contract>;

export async function prepareContact(
  { clientId }: InputOf<typeof preparing>,
  visit: Visit,
): Promise<ReplyOf<typeof preparing>> {
  const client = await findClient(visit.tx, visit.agencyId, clientId);
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const here = visit.at.toZonedDateTimeISO(timeZone);
  return {
    today: here.toPlainDate().toString(),
    bornOn: client.bornOn?.toString() ?? null,
    classes: choicesOf(await knownClassesOf(visit, clientId)),
    conferences: (await linkableConferences(visit, clientId)).map((each) => ({
      reviewId: each.reviewId,
      inWords: conferenceInWords(each),
    })),
  };
}

/** "Conference 12, held Wed 6 May 2026" */
function conferenceInWords({ number, heldOn, startsAt, timeZone }: LinkableConference): string {
  if (heldOn !== null) return `Conference ${number}, held ${dateInWords(heldOn)}`;
  if (startsAt === null) return `Conference ${number}, no date yet`;
  const on = startsAt.toZonedDateTimeISO(timeZone).toPlainDate();
  return `Conference ${number}, planned for ${dateInWords(on)}`;
}

/** Who does not know the case's classes cannot choose among them. */
const choicesOf = (known: readonly SensitivityClass[]): SensitivityClass[] =>
  known.length === 0 ? [] : [...known, 'general'];

export async function recordContact(asked: Asked, visit: Visit): Promise<ReplyOf<typeof contract>> {
  const client = await findClient(visit.tx, visit.agencyId, asked.clientId);
  const on = Temporal.PlainDate.from(asked.on);
  await checkDate(visit, client, on);
  const at = await momentOf(visit, asked, on);
  const partner = await partnerOf(visit, asked.partner, on);
  const contactId = await store(visit, {
    clientId: asked.clientId,
    activity: asked.activity,
    otherActivity: asked.activity === 'other' ? asked.otherActivity : '',
    partner,
    channel: asked.channel,
    on,
    at,
    minutes: asked.minutes,
    note: asked.note,
    ...(await classFor(visit, asked)),
  });
  visit.touch(contactId);
  await noteWhatWasTold(visit, asked, { contactId, partner });
  if (asked.reviewId !== null) await linkTo(visit, asked.reviewId, { ...asked, contactId });
  return { contactId };
}

/** A review of another client is none of the choices. */
async function linkTo(
  visit: Visit,
  reviewId: string,
  { clientId, contactId }: { clientId: string; contactId: string },
) {
  const known = await linkableConferences(visit, clientId);
  if (!known.some((each) => each.reviewId === reviewId))
    throw badInput('reviewId', 'Choose one of their conferences, or none.');
  const { class: ofContact } = await findContact(visit, contactId);
  await linkContact(visit, { reviewId, contactId, clientId, class: ofContact });
}

async function checkDate(visit: Visit, { bornOn }: Client, on: Temporal.PlainDate) {
  const { today } = visit;
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw badInput('on', 'This date has not come yet. A contact is recorded after it happened.');
  if (bornOn && Temporal.PlainDate.compare(on, bornOn) < 0)
    throw badInput('on', 'This date is before the date of birth. Check the year.');
}

/** Anybody may say that their words are of a stricter class; only who knows the case's may say that they are less. */
async function classFor(visit: Visit, { clientId, class: chosen }: Asked) {
  if (chosen === undefined) return { class: null, loweredFrom: null };
  const known = await knownClassesOf(visit, clientId);
  const { ofCase } = await caseClasses(visit, clientId);
  if (!choicesOf(known).includes(chosen)) {
    if (chosen === 'general')
      throw badInput('class', 'Choose one of the classes of this case, or leave the choice out.');
    return { class: higherClass(ofCase, chosen), loweredFrom: null };
  }
  const [highest = 'general'] = known;
  return { class: chosen, loweredFrom: higherClass(highest, chosen) === chosen ? null : highest };
}

/** Null where nobody knows the hour any more. */
async function momentOf({ tx, agencyId, at }: Visit, { time }: Asked, on: Temporal.PlainDate) {
  if (time === '') return null;
  const { timeZone } = await findAgency(tx, agencyId);
  const moment = on.toZonedDateTime({ timeZone, plainTime: time }).toInstant();
  if (Temporal.Instant.compare(moment, at) > 0)
    throw badInput('time', 'This time has not come yet. A contact is recorded after it happened.');
  return moment;
}

/** The provider's organization is the one of the day of the contact, not of today. */
async function partnerOf(
  { tx, agencyId }: Visit,
  { kind, id }: Asked['partner'],
  on: Temporal.PlainDate,
): Promise<ContactPartner> {
  switch (kind) {
    case 'staff':
      if (!(await findStaff(tx, agencyId, id))) throw new Refused('unknown-person');
      return { kind: 'staff', staffId: id };
    case 'provider': {
      const history = await providerHistory(tx, agencyId, id);
      const [latest] = history;
      if (!latest) throw new Refused('unknown-person');
      const then = asOn(history, on);
      if (!then)
        throw badInput(
          'on',
          `The directory says that ${latest.fullName} was with no organization on this day. Correct the date, or bring the directory up to date.`,
        );
      return { kind: 'organization', organizationId: then.organizationId, providerId: id };
    }
    case 'organization': {
      const all = await organizationsOf(tx, agencyId);
      if (!all.some(({ organizationId }) => organizationId === id))
        throw new Refused('unknown-person');
      return { kind: 'organization', organizationId: id, providerId: null };
    }
  }
}

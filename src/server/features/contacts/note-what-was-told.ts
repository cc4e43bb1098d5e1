import type { recordContact as contract } from '#contract/contacts.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import type { Consent, Moment, Recipient } from '#domain/consent/consent.ts';
import {
  disclosableClasses,
  mayDisclose,
  type DisclosureQuestion,
} from '#domain/consent/may-disclose.ts';
import { statementFor } from '#domain/consent/owed-statement.ts';
import { momentsOf, toldAt, type Day } from '#domain/consent/told-on-a-day.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import type { ContactPartner } from '#server/stores/contacts/contacts.ts';
import { enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import { mayName } from '#server/stores/record/who-serves.ts';
import { recordToldInContact } from '#server/stores/disclosures/told-in-contact.ts';

type Asked = Pick<InputOf<typeof contract>, 'clientId' | 'told' | 'channel' | 'on' | 'time'>;
type Contact = { contactId: string; partner: ContactPartner };

const purpose = 'care_coordination' as const;

/** What a provider was told in a contact leaves by the papers of that moment, and is written down as what it is. */
export async function noteWhatWasTold(visit: Visit, asked: Asked, { contactId, partner }: Contact) {
  const { clientId, told: classes } = asked;
  if (classes.length === 0) return;
  if (partner.kind !== 'organization' || partner.providerId === null)
    throw wrong('Choose the person whom you told. Nothing is told to an organization as such.');
  const readable = await readableClasses(visit, clientId);
  if (!classes.every((each) => readable.includes(each)))
    throw wrong('Only the case manager and their supervisor know these kinds. Ask them.');
  const person = { kind: 'provider', id: partner.providerId } as const;
  // Whether a paper covers it would tell whether they are served there.
  if (!(await mayName(visit, [{ clientId, person }])))
    throw wrong(
      'Being served where this person works reveals something. Ask somebody who manages or oversees the case, and may know it, or take it off here.',
    );
  const recipient: Recipient = { person, organizationId: partner.organizationId };
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const on = Temporal.PlainDate.from(asked.on);
  const day = { on, timeZone, now: visit.at };
  const consents = await consentsOf(visit.tx, [clientId]);
  const question = { client: clientId, recipient, classes, purpose };
  const time = asked.time === '' ? null : Temporal.PlainTime.from(asked.time);
  const moments = momentsOf(day, time, consents);
  const answers = moments.map((moment) => mayDisclose({ ...question, ...moment }, consents));
  const grant = answers.every((answer) => answer.allowed) ? answers.at(-1)?.value : undefined;
  if (grant === undefined) throw wrong(whyNot(asked, { ...question, moments, day }, consents));
  const [program] = await enrolledProgramsOf(visit, clientId);
  const owed = statementFor(classes, on);
  if (owed !== null && !program)
    throw wrong(
      'There was never an enrollment, so nobody would see that the written statement is owed. Enroll them first.',
    );
  const statementId = await recordToldInContact(visit, grant, {
    contactId,
    channel: asked.channel,
    toldAt: toldAt(day, time),
    hasNoHour: time === null,
    owed,
    enrollmentId: program?.enrollmentId ?? null,
  });
  if (statementId !== null) visit.touch(statementId);
}

type Question = Omit<DisclosureQuestion, keyof Moment> & { moments: Moment[]; day: Day };

/** In words, with the way on: the hour decides where a paper was recorded or taken back that day. */
function whyNot({ time }: Asked, question: Question, consents: readonly Consent[]): string {
  const { moments, day, classes } = question;
  const covered = (among: readonly Moment[]) =>
    among.map((moment) => disclosableClasses({ ...question, ...moment }, consents));
  const always = covered(moments);
  const missing = classes.filter((each) => !always.every((some) => some.includes(each)));
  const what = missing.map((each) => classInSentence[each]).join(' and ');
  const sometime = covered(momentsOf(day, null, consents));
  const changed = missing.every((each) => sometime.some((some) => some.includes(each)));
  const why =
    time === ''
      ? changed
        ? 'Where the hour is not known a paper has to hold all day long, and one was recorded or taken back that day: enter the hour.'
        : 'No paper on file held on that day.'
      : changed
        ? 'A paper counts from the moment at which it was recorded until it is taken back, and none held at that hour for the whole of its minute.'
        : 'No paper on file held at that hour.';
  return `The papers do not let them hear ${what}. ${why} Or take it off here. What was told without any consent is recorded as “Told in an emergency” on the chart, under disclosures: the supervisors hear of it there.`;
}

const wrong = (message: string) => badInput('told', message);

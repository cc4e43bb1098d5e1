import type { recordContact as contract } from '#contract/contacts.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { classWords } from '#domain/conference/conference-words.ts';
import type { Moment, Recipient } from '#domain/consent/consent.ts';
import { disclosableClasses, mayDisclose } from '#domain/consent/may-disclose.ts';
import { statementFor } from '#domain/consent/owed-statement.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { consentsOf } from '#server/stores/consents.ts';
import type { ContactPartner } from '#server/stores/contacts.ts';
import { enrolledProgramsOf } from '#server/stores/enrolled-programs.ts';
import { recordToldInContact } from '#server/stores/told-in-contact.ts';

type Asked = Pick<InputOf<typeof contract>, 'clientId' | 'told' | 'channel' | 'on'>;
type Contact = { contactId: string; partner: ContactPartner };

const purpose = 'care_coordination' as const;

/** What a provider was told in a contact leaves by the client's papers of that day, and is written down as what it is. */
export async function noteWhatWasTold(visit: Visit, asked: Asked, { contactId, partner }: Contact) {
  const { clientId, told: classes } = asked;
  if (classes.length === 0) return;
  if (partner.kind !== 'organization' || partner.providerId === null)
    throw wrong('Choose the person whom you told. Nothing is told to an organization as such.');
  const readable = await readableClasses(visit, clientId);
  if (!classes.every((each) => readable.includes(each)))
    throw wrong('Only the client’s case manager and their supervisor know these kinds. Ask them.');
  const person = { kind: 'provider', id: partner.providerId } as const;
  const recipient: Recipient = { person, organizationId: partner.organizationId };
  const moment = await momentOf(visit, asked.on);
  const question = { client: clientId, recipient, classes, purpose, ...moment };
  const consents = await consentsOf(visit.tx, [clientId]);
  const answer = mayDisclose(question, consents);
  if (!answer.allowed) {
    const covered = disclosableClasses(question, consents);
    const missing = classes
      .filter((each) => !covered.includes(each))
      .map((each) => classWords[each]);
    throw wrong(
      `No paper on file at the end of that day lets them hear ${missing.join(' and ')}. Take it off here, and if a paper held at that hour say so in the note. What was told without any consent is recorded as “Told in an emergency” on the disclosures of the client: the supervisors hear of it there.`,
    );
  }
  const [program] = await enrolledProgramsOf(visit, clientId);
  const owed = statementFor(classes, moment.on);
  if (owed !== null && !program)
    throw wrong(
      'This client was never enrolled, so nobody would see that the written statement is owed. Enroll them first.',
    );
  const statementId = await recordToldInContact(visit, answer.value, {
    contactId,
    channel: asked.channel,
    toldAt: moment.at,
    owed,
    enrollmentId: program?.enrollmentId ?? null,
  });
  if (statementId !== null) visit.touch(statementId);
}

/** A contact has a day and no hour: the last moment of the day, or now. */
async function momentOf({ tx, agencyId, at }: Visit, day: string): Promise<Moment> {
  const { timeZone } = await findAgency(tx, agencyId);
  const on = Temporal.PlainDate.from(day);
  const dayEnds = on.toZonedDateTime({ timeZone, plainTime: '23:59:59' }).toInstant();
  return { on, at: Temporal.Instant.compare(dayEnds, at) < 0 ? dayEnds : at };
}

const wrong = (message: string) => new Refused('bad-input', [{ path: 'told', message }]);

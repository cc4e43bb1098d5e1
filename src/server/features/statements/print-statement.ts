import type { InputOf } from '#contract/endpoint.ts';
import type { printStatement as endpoint } from '#contract/statements.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { conferencePurpose, momentOf } from '#domain/conference/conference.ts';
import { endEventWords } from '#domain/consent/consent-forms.ts';
import {
  consentsBetween,
  lastDayOf,
  standingOf,
  type Consent,
  type Purpose,
  purposeWords,
} from '#domain/consent/consent.ts';
import { personKey } from '#domain/people.ts';
import { dateInWords, momentInWords, spanInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { findStatement, type StoredStatement } from '#server/stores/disclosures/statements.ts';

/** It may lie open on a desk: it says what the law asks and for which meeting, and names neither client nor program. */
export async function printStatement(
  { statementId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<FileReply> {
  const statement = await findStatement(visit, statementId);
  const { person, timeZone, laws, heardFrom, heardUntil, heardOn, heardIn, wasEmergency } =
    statement;
  const now = visit.at.toZonedDateTimeISO(timeZone);
  const agency = await findAgency(visit.tx, visit.agencyId);
  const people = await peopleAsOf(visit, [person], { on: heardOn, knownAt: visit.at });
  const known = people.get(personKey(person));
  if (known && known.diedOn !== null) throw new Refused('recipient-has-died');
  const printer = await findStaff(visit.tx, visit.agencyId, visit.actor);
  const texts = await noticesOn(visit, laws, now.toPlainDate());
  visit.touch(statementId, statement.clientId);
  const on = dateInWords(now.toPlainDate());
  const named = [known?.name ?? '', known?.agency ?? ''].filter((line) => line !== '').join(', ');
  const bytes = await renderPdf('statement-letter', {
    from: [agency.neutralName, agency.contactPhone],
    to: [known?.name ?? '', known?.title ?? '', known?.agency ?? ''].filter((line) => line !== ''),
    on,
    ...(named === ''
      ? {}
      : { preparedFor: `Prepared for ${named} on ${on}, id ${statementId.slice(-8)}` }),
    ...(heardIn === null
      ? wasEmergency
        ? { toldInEmergency: momentInWords(heardFrom.toZonedDateTimeISO(timeZone)) }
        : { told: dateInWords(heardOn) }
      : {
          meeting: spanInWords(
            heardFrom.toZonedDateTimeISO(timeZone),
            heardUntil.toZonedDateTimeISO(timeZone),
          ),
        }),
    statements: texts.map(({ body }) => body),
    ...(laws.includes('part2') ? { scope: await scopeOf(visit, statement, agency.timeZone) } : {}),
    questionsTo: `${printer?.fullName ?? agency.neutralName}, ${agency.neutralName}, ${agency.contactPhone}`,
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(now),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  return { bytes, type: 'application/pdf', name: 'notice.pdf', inline: true };
}

/** 42 CFR 2.32: a Part 2 disclosure is accompanied by a clear explanation of what the consent covers. */
async function scopeOf(
  visit: Visit,
  statement: StoredStatement,
  agencyZone: string,
): Promise<string[]> {
  const { clientId, person, organizationId, heardFrom, heardIn, wasEmergency } = statement;
  const purpose = heardIn === null ? 'care_coordination' : conferencePurpose;
  if (wasEmergency)
    return [
      'You were told without consent, because it was an emergency. Do not use it for anything else, and do not pass it on.',
    ];
  if (person.kind === 'staff') return [];
  const all = await consentsOf(visit.tx, [clientId]);
  const moment = momentOf(heardFrom, { agencyZone });
  const held = consentsBetween(
    { client: clientId, recipient: { person, organizationId }, ...moment },
    all,
  ).filter(
    (consent) => consent.purposes.includes(purpose) && standingOf(consent, moment) === 'holds',
  );
  return held.length === 0
    ? [
        'No consent on file covers what you heard. Do not use it or pass it on, and call the number below.',
      ]
    : held.map((consent) => scopeInWords(consent, purpose));
}

function scopeInWords(consent: Consent, purpose: Purpose): string {
  const { classes, validFrom, endsWith } = consent;
  const what = classes.map((each) => classInSentence[each]).join(', ');
  const lastDay = lastDayOf(consent);
  const end =
    lastDay !== null
      ? `to ${dateInWords(lastDay)}`
      : endsWith !== null
        ? `until ${endEventWords[endsWith]}`
        : 'without a last day';
  return `You may receive ${what} for ${purposeWords[purpose]}, from ${dateInWords(validFrom)} ${end}. The person may take this back at any time.`;
}

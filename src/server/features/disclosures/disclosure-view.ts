import { purposeWords } from '#contract/consents.ts';
import type { DisclosureView } from '#contract/disclosures.ts';
import { reportReaders, reportReaderWords } from '#domain/access/taking-out.ts';
import { classWords } from '#domain/conference/conference-words.ts';
import { basisWords, channelWords, disclosureBases } from '#domain/consent/accounting.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { consentForms, purposes } from '#domain/consent/consent.ts';
import { textKeyInWords } from '#domain/consent/notice-texts.ts';
import { incidentOutcomes, incidentOutcomeWords } from '#domain/consent/privacy-incident.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import type { LoggedDisclosure } from '#server/stores/disclosure-log.ts';

/** One line of the log with every code in words: the screen, the paper and the file say the same. */
export function showDisclosure(
  logged: LoggedDisclosure,
  timeZone: string,
  /** A form's name tells what it is for: it is for whoever may open its papers. */
  readsForms: boolean,
): DisclosureView {
  const { disclosureId, title, agency, address, description, channel } = logged;
  return {
    disclosureId,
    ...whenOf(logged, timeZone),
    who: {
      name: logged.isTheClient ? 'The client' : (logged.name ?? readerOf(logged)),
      title,
      agency,
      address,
    },
    whatInWords: capitalized(logged.classes.map((each) => classWords[each]).join(', ')),
    description,
    purposeInWords: capitalized(
      logged.purpose === 'report'
        ? 'a report that the agency owes'
        : purposes.map((each) => (each === logged.purpose ? purposeWords[each] : '')).join(''),
    ),
    channelInWords: channelWords[channel] ?? 'In another way',
    basisInWords: basisInWords(logged, readsForms),
    statementInWords: statementInWords(logged),
    byName: logged.byName ?? 'Roundtable',
  };
}

/** Where no hour is known, none is made up. */
function whenOf({ at, hasNoHour }: LoggedDisclosure, timeZone: string) {
  const local = at.toZonedDateTimeISO(timeZone);
  const on = local.toPlainDate();
  return hasNoHour
    ? { at: on.toString(), atInWords: dateInWords(on) }
    : { at: at.toString(), atInWords: momentInWords(local) };
}

/** Of a report its reader; somebody whom the asker does not see has no name. */
function readerOf({ reportTo }: LoggedDisclosure): string {
  const reader = reportReaders.find((each) => each === reportTo);
  return reader === undefined ? 'Somebody else' : reportReaderWords[reader];
}

function basisInWords(
  { basis, consent, incidentOutcome }: LoggedDisclosure,
  readsForms: boolean,
): string {
  const known = disclosureBases.find((each) => each === basis);
  const words = known === undefined ? 'On another ground' : basisWords[known];
  if (consent !== null) {
    const form = consentForms.find((each) => each === consent.form);
    const named = form === undefined || !readsForms ? '' : `: ${formRules[form].title}`;
    return `${words}${named}, version ${consent.version}, signed ${dateInWords(consent.signedOn)}`;
  }
  if (known !== 'incident') return words;
  const outcome = incidentOutcomes.find((each) => each === incidentOutcome);
  return outcome === undefined
    ? `${words}, not reviewed yet`
    : `${words}. ${incidentOutcomeWords[outcome]}`;
}

function statementInWords({ statement, texts }: LoggedDisclosure): string | null {
  if (texts.length > 0) return `Statement on it: ${texts.map(textKeyInWords).join('; ')}`;
  if (statement?.givenOn)
    return `Statement given ${dateInWords(statement.givenOn)}: ${statement.texts.map(textKeyInWords).join('; ')}`;
  if (statement?.state === 'open')
    return `Statement to be given by ${dateInWords(statement.dueOn)}`;
  return statement ? 'No statement was needed' : null;
}

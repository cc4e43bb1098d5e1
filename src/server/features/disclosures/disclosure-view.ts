import type { DisclosureView } from '#contract/disclosures.ts';
import { reportReaders } from '#domain/access/taking-out.ts';
import { disclosureBases } from '#domain/consent/accounting.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { consentForms, purposes } from '#domain/consent/consent.ts';
import type { DisclosureWords } from '#domain/consent/disclosure-words.ts';
import { laws } from '#domain/consent/notice-texts.ts';
import { needsStatement } from '#domain/consent/owed-statement.ts';
import { incidentOutcomes } from '#domain/consent/privacy-incident.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type { LoggedDisclosure } from '#server/stores/disclosures/disclosure-log.ts';

type Shown = {
  timeZone: string;
  /** A form's name tells what it is for: it is for whoever may open its papers. */
  readsForms: boolean;
  words: DisclosureWords;
};

/** One line of the log with every code in words: the screen, the paper and the file say the same. */
export function showDisclosure(
  logged: LoggedDisclosure,
  { timeZone, readsForms, words }: Shown,
): DisclosureView {
  const { disclosureId, title, agency, address, description } = logged;
  return {
    disclosureId,
    ...whenOf(logged, timeZone, words),
    who: {
      name: logged.isTheClient ? words.theClient : (logged.name ?? readerOf(logged, words)),
      title,
      agency,
      address,
    },
    whatInWords: capitalized(logged.classes.map((each) => words.classes[each]).join(', ')),
    description: words.told(description),
    purposeInWords: capitalized(
      logged.purpose === 'report'
        ? words.report
        : purposes.map((each) => (each === logged.purpose ? words.purposes[each] : '')).join(''),
    ),
    channelInWords: words.channels[wayOf(logged)] ?? words.otherChannel,
    basisInWords: basisInWords(logged, readsForms, words),
    statementInWords: statementInWords(logged, words),
    ...byWhom(logged),
  };
}

/** A sheet that none of ours printed is one that a guest took from their page. */
const wayOf = ({ channel, byName }: LoggedDisclosure) =>
  channel === 'pdf' && byName === null ? 'guest-file' : channel;

function byWhom(logged: LoggedDisclosure): Pick<DisclosureView, 'byName' | 'byInWords'> {
  if (['portal_view', 'guest-file'].includes(wayOf(logged)))
    return { byName: 'The recipient', byInWords: 'They opened it themselves' };
  const byName = logged.byName ?? 'Roundtable';
  return { byName, byInWords: `By ${byName}` };
}

/** Where no hour is known, none is made up. */
function whenOf({ at, hasNoHour }: LoggedDisclosure, timeZone: string, words: DisclosureWords) {
  const local = at.toZonedDateTimeISO(timeZone);
  const on = local.toPlainDate();
  return {
    on: on.toString(),
    ...(hasNoHour
      ? { at: on.toString(), atInWords: words.date(on) }
      : { at: at.toString(), atInWords: words.moment(local) }),
  };
}

/** Of a report its reader; somebody whom the asker does not see has no name. */
function readerOf({ reportTo }: LoggedDisclosure, words: DisclosureWords): string {
  const reader = reportReaders.find((each) => each === reportTo);
  return reader === undefined ? words.somebodyElse : words.readers[reader];
}

function basisInWords(
  { basis, consent, incidentOutcome }: LoggedDisclosure,
  readsForms: boolean,
  words: DisclosureWords,
): string {
  const known = disclosureBases.find((each) => each === basis);
  const named = known === undefined ? words.otherBasis : words.bases[known];
  if (consent !== null) {
    const form = consentForms.find((each) => each === consent.form);
    const title = form === undefined ? null : formRules[form].title;
    const read = readsForms ? { title, version: consent.version } : null;
    return `${named}${words.paper(read, consent.signedOn)}`;
  }
  if (known !== 'incident') return named;
  const outcome = incidentOutcomes.find((each) => each === incidentOutcome);
  return outcome === undefined
    ? `${named}, ${words.notReviewed}`
    : `${named}. ${words.outcomes[outcome]}`;
}

function statementInWords(
  { classes, statement, texts }: LoggedDisclosure,
  words: DisclosureWords,
): string | null {
  const said = (keys: readonly string[]) => keys.map((key) => textInWords(key, words)).join('; ');
  if (texts.length > 0) return words.statement.onIt(said(texts));
  if (statement === null || !needsStatement(classes)) return null;
  if (statement.givenOn) return words.statement.given(statement.givenOn, said(statement.texts));
  return statement.state === 'open'
    ? words.statement.open(statement.dueOn)
    : words.statement.notNeeded;
}

/** "HIV-related information (Public Health Law Article 27-F), version 1" */
function textInWords(key: string, words: DisclosureWords): string {
  const [named, version = ''] = key.split('/');
  const law = laws.find((each) => each === named);
  return law === undefined ? key : `${words.laws[law]}, ${words.version} ${version}`;
}

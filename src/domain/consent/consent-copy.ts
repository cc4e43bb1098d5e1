import type { SensitivityClass } from '#domain/people.ts';
import {
  standingOf,
  type Consent,
  type ConsentForm,
  type EndEvent,
  type Moment,
  type Purpose,
} from './consent.ts';
import { copyWords, type CopyLanguage, type CopyWords } from './consent-copy-words.ts';
import type { Signer } from './consent-forms.ts';

/** The client's first language where there are words of it, and English for everybody else. */
export const copyLanguage = ([first = '']: readonly string[]): CopyLanguage =>
  /^(es\b|espa|spanish|castell)/i.test(first.trim()) ? 'es' : 'en';

/** A copy is made of what the client agreed to, and of nothing that holds no more. */
export function hasCopy(consent: Consent, moment: Moment): boolean {
  const standing = standingOf(consent, moment);
  return !consent.isRefusal && (standing === 'holds' || standing === 'not-yet-valid');
}

type CopyFacts = {
  form: ConsentForm;
  agency: string;
  clientWord: string;
  weDisclose: boolean;
  /** Others who may tell. */
  disclosers: readonly string[];
  recipients: readonly string[];
  /** Who was added later, with the day of the client's initials. */
  added: readonly { name: string; on: Temporal.PlainDate }[];
  excluded: readonly string[];
  isMutual: boolean;
  classes: readonly SensitivityClass[];
  purposes: readonly Purpose[];
  validFrom: Temporal.PlainDate;
  validUntil: Temporal.PlainDate | null;
  endsWith: EndEvent | null;
  signedOn: Temporal.PlainDate;
  signer: Signer;
  signerName: string;
  /** In the client's own words. */
  scope: string;
  exclusions: string;
};

type ConsentCopy = {
  title: string;
  client: string;
  rows: [label: string, value: string][];
  rights: readonly string[];
  toApprove: string;
};

/** A paper as its client reads it, in their language: who may tell whom what, for what, until when, and what they may do about it. */
export function consentCopy(facts: CopyFacts, language: CopyLanguage): ConsentCopy {
  const said = copyWords[language];
  const { labels } = said;
  const isSaid = facts.form === 'verbal-recorded';
  const tellers = [...(facts.weDisclose ? [facts.agency] : []), ...facts.disclosers];
  const until =
    facts.validUntil !== null
      ? said.date(facts.validUntil)
      : facts.endsWith !== null
        ? said.ends[facts.endsWith]
        : said.withoutEnd;
  const rows: [string, string][] = [
    [labels.who, tellers.join('\n')],
    [labels.whom, facts.recipients.join('\n')],
    [labels.added, facts.added.map(({ name, on }) => `${name}, ${said.date(on)}`).join('\n')],
    [labels.what, facts.classes.map((each) => said.classes[each]).join('\n')],
    [labels.scope, facts.scope],
    [labels.exclusions, facts.exclusions],
    [labels.why, facts.purposes.map((each) => said.purposes[each]).join('\n')],
    [labels.from, said.date(facts.validFrom)],
    [labels.until, until],
    [labels.mutual, facts.isMutual ? said.mutual : ''],
    [labels.never, facts.excluded.join('\n')],
    [isSaid ? labels.said : labels.signed, said.date(facts.signedOn)],
    [isSaid ? labels.saidBy : labels.signedBy, signerOf(facts, said)],
  ];
  return {
    title: said.title,
    client: said.client(facts.clientWord),
    rows: rows.filter(([, value]) => value !== ''),
    rights: said.rights,
    toApprove: said.toApprove,
  };
}

/** Whoever signed for the client, by name; of the client themselves nothing is said. */
const signerOf = ({ signer, signerName }: CopyFacts, { signers }: CopyWords) =>
  signer === 'client' || signer === 'minor'
    ? ''
    : [signers[signer], signerName].filter((part) => part !== '').join(': ');

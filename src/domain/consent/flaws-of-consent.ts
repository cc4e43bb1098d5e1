import type { SensitivityClass } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import type { ConsentFormChoice, EndEvent, PartySpec, Purpose } from './consent.ts';
import {
  formRules,
  ownWordAlone,
  type FormRule,
  type Signature,
  type Signer,
} from './consent-forms.ts';

/** What somebody is about to record. */
export type ConsentDraft = {
  form: ConsentFormChoice;
  isRefusal: boolean;
  isMutual: boolean;
  recipientKinds: readonly PartySpec['kind'][];
  /** This agency, or an organization that is named. */
  hasTeller: boolean;
  classes: readonly SensitivityClass[];
  purposes: readonly Purpose[];
  validFrom: Temporal.PlainDate;
  validUntil: Temporal.PlainDate | null;
  endsWith: EndEvent | null;
  signedOn: Temporal.PlainDate;
  signature: Signature;
  signed: string;
  /** Somebody says that the client typed it. */
  isAttested: boolean;
  hasScan: boolean;
  copyGivenOn: Temporal.PlainDate | null;
  signer: Signer;
  signerName: string;
  classWords: Readonly<Record<SensitivityClass, string>>;
  /** What the client's programs call them. */
  clientWord: string;
};

export type ConsentFlaw = { path: string; message: string };
type Flaws = (ConsentFlaw | false | null)[];

const longestName = 120;

/** What is wrong with it, each with its field and its remedy; a refusal is bound by its dates alone. */
export function flawsOfConsent(draft: ConsentDraft, today: Temporal.PlainDate): ConsentFlaw[] {
  const rule = formRules[draft.form];
  const all: Flaws = [
    ...datesOf(draft, today),
    ...(draft.isRefusal
      ? []
      : [...endOf(draft, rule), ...namedIn(draft, rule), ...signed(draft, rule)]),
  ];
  return all.filter((flaw) => flaw !== false && flaw !== null);
}

const isLater = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) > 0;

export const copyOutOfTime =
  'A copy is given once it is signed, and not in the future. Enter a day from then until today';

/** A copy is of what was signed already. */
export const mayBeGivenOn = (
  day: Temporal.PlainDate,
  { signedOn, today }: { signedOn: Temporal.PlainDate; today: Temporal.PlainDate },
) => !isLater(signedOn, day) && !isLater(day, today);

const datesOf = (
  { signedOn, validFrom, validUntil, copyGivenOn }: ConsentDraft,
  today: Temporal.PlainDate,
): Flaws => [
  copyGivenOn !== null &&
    !mayBeGivenOn(copyGivenOn, { signedOn, today }) && {
      path: 'copyGivenOn',
      message: `${copyOutOfTime}, or none.`,
    },
  isLater(signedOn, today) && {
    path: 'signedOn',
    message: 'Nobody signs in the future. Enter today or an earlier date.',
  },
  validUntil !== null &&
    isLater(validFrom, validUntil) && {
      path: 'validUntil',
      message: 'It ends before it begins. Correct one of the dates.',
    },
];

function endOf(
  { validFrom, validUntil, signedOn, endsWith, clientWord }: ConsentDraft,
  rule: FormRule,
): Flaws {
  const end = validUntil !== null ? 'date' : endsWith !== null ? 'event' : 'none';
  const both = validUntil !== null && endsWith !== null;
  const { mostDays } = rule;
  // From the word itself: a first day that is far away does not make it last.
  const begins = isLater(validFrom, signedOn) ? signedOn : validFrom;
  return [
    both && {
      path: 'endsWith',
      message: 'It ends on a day or with an event. Leave one of them empty.',
    },
    !rule.ends.includes(end) && { path: 'validUntil', message: endNeeded(rule, clientWord) },
    mostDays !== null &&
      validUntil !== null &&
      isLater(validUntil, begins.add({ days: mostDays })) && {
        path: 'validUntil',
        message: `What was said aloud holds for at most ${mostDays} days. Enter ${dateInWords(begins.add({ days: mostDays }))} or earlier.`,
      },
  ];
}

const endNeeded = ({ ends }: FormRule, client: string) =>
  ends.includes('event')
    ? 'This form needs an end. Enter the last day, or what ends it.'
    : ends.includes('date')
      ? 'This form needs an end. Enter the last day.'
      : `This form has no end of its own: it holds until the ${client} withdraws it. Leave the day empty.`;

function namedIn(draft: ConsentDraft, rule: FormRule): Flaws {
  const beyond = draft.classes.filter((each) => !rule.classes.includes(each));
  const kept = beyond.map((each) => draft.classWords[each]).join(' or ');
  return [
    beyond.length > 0 && {
      path: 'classes',
      message: `${rule.title} does not cover ${kept}. Use a form that names it.`,
    },
    draft.purposes.some((each) => !rule.purposes.includes(each)) && {
      path: 'purposes',
      message:
        'This form is for treatment and care alone. Record the other purpose on its own form.',
    },
    draft.recipientKinds.some((kind) => !rule.recipients.includes(kind)) && {
      path: 'recipients',
      message: 'This form names people and organizations one by one. Name each of them.',
    },
    !draft.hasTeller && {
      path: 'disclosers',
      message: 'Name who may tell: this agency may not under this paper.',
    },
    draft.isMutual &&
      !rule.mayBeMutual && {
        path: 'isMutual',
        message: 'On this form the parties do not tell each other. Leave the box empty.',
      },
  ];
}

function signed(
  {
    signature,
    signed: given,
    isAttested,
    hasScan,
    signer,
    signerName,
    clientWord,
    classes,
  }: ConsentDraft,
  rule: FormRule,
): Flaws {
  return [
    !rule.signatures.includes(signature) && {
      path: 'signature',
      message: `This form is not signed in that way. ${rule.title} needs another kind of signature.`,
    },
    !rule.signers.includes(signer) && {
      path: 'signer',
      message: 'This person cannot sign this form. Choose who signed it.',
    },
    isForThemAlone({ signer, classes }) && {
      path: 'signer',
      message: `Only the ${clientWord} can agree to share what they may decide alone. Choose that they signed, or leave that kind out.`,
    },
    signer !== 'client' &&
      signer !== 'minor' &&
      signerName === '' && { path: 'signerName', message: 'Enter the name of who signed.' },
    (signature === 'typed' || signature === 'drawn') &&
      given.trim() === '' && {
        path: 'signed',
        message:
          signature === 'typed'
            ? `Enter the name as the ${clientWord} typed it.`
            : `Nothing was drawn. Let the ${clientWord} sign in the box.`,
      },
    signature === 'typed' &&
      given.length > longestName && {
        path: 'signed',
        message: `A name has at most ${longestName} letters. Enter the name alone.`,
      },
    signature === 'typed' &&
      !isAttested && {
        path: 'isAttested',
        message: `Say that the ${clientWord} typed the name as their signature.`,
      },
    signature === 'scan' &&
      !hasScan && {
        path: 'scanId',
        message: 'Choose the scan, or say that the paper is kept in the file.',
      },
  ];
}

const isForThemAlone = ({ signer, classes }: Pick<ConsentDraft, 'signer' | 'classes'>) =>
  classes.some((each) => ownWordAlone.classes.includes(each)) &&
  !ownWordAlone.signers.includes(signer);

import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { SensitivityClass } from '#domain/people.ts';
import {
  consentsBetween,
  isAboutThemself,
  isRefused,
  latestSigned,
  standingOf,
  type Asked,
  type Consent,
  type ConsentId,
  type Moment,
  type Standing,
} from './consent.ts';

type Disclosure = Asked & { classes: readonly SensitivityClass[] };
export type DisclosureQuestion = Disclosure & Moment;

export type ConsentRefusal =
  | 'no-consent'
  | 'nothing-asked'
  | 'purpose-not-covered'
  | 'class-not-covered'
  | 'consent-not-yet-valid'
  | 'consent-expired'
  | 'consent-revoked'
  | 'refused-by-client';

/**
 * Proof that the client agreed, or that it is the client's own record. Only this file can make one,
 * and whatever reveals a client's record asks for one: forgetting consent does not compile.
 */
export type Grant = Disclosure & {
  basis: 'consent' | 'own-record';
  /** Which paper lets which classes be told: each class by one. */
  papers: readonly { consentId: ConsentId; classes: readonly SensitivityClass[] }[];
  [minted]: true;
};
declare const minted: unique symbol;

/**
 * All classes asked for, each by name, or nothing: general never stands for a restricted one. Where two papers contradict
 * each other the stricter wins, whichever was signed later.
 */
export function mayDisclose(
  { client, recipient, classes, purpose, at, on }: DisclosureQuestion,
  consents: readonly Consent[],
): Decision<Grant, ConsentRefusal> {
  const disclosure = { client, recipient, classes, purpose };
  if (classes.length === 0) return refuse('nothing-asked');
  if (isAboutThemself(disclosure)) {
    return allow(mint({ ...disclosure, basis: 'own-record', papers: [] }));
  }

  const question = { ...disclosure, at, on };
  if (classes.some((wanted) => isRefused(question, wanted, consents))) {
    return refuse('refused-by-client');
  }
  const between = consentsBetween(question, consents);
  if (between.length === 0) return refuse('no-consent');
  const forPurpose = between.filter((consent) => consent.purposes.includes(purpose));
  if (forPurpose.length === 0) return refuse('purpose-not-covered');

  const covering: { wanted: SensitivityClass; consentId: ConsentId }[] = [];
  for (const wanted of classes) {
    const naming = forPurpose.filter((consent) => consent.classes.includes(wanted));
    const holding = naming.find((consent) => standingOf(consent, { at, on }) === 'holds');
    if (!holding) return refuse(whyNone(naming, { at, on }));
    covering.push({ wanted, consentId: holding.id });
  }
  const papers = [...Map.groupBy(covering, ({ consentId }) => consentId)].map(
    ([consentId, covered]) => ({ consentId, classes: covered.map(({ wanted }) => wanted) }),
  );
  return allow(mint({ ...disclosure, basis: 'consent', papers }));
}

const mint = (proof: Omit<Grant, typeof minted>) => proof as Grant;

/** Which of the classes the recipient may learn, so that a caller can ask for just those. */
export const disclosableClasses = (
  question: DisclosureQuestion,
  consents: readonly Consent[],
): SensitivityClass[] =>
  question.classes.filter(
    (wanted) => mayDisclose({ ...question, classes: [wanted] }, consents).allowed,
  );

/**
 * Why not, as somebody may hear it who knows of these kinds of information alone: of any other only that something is left out. Of a paper
 * about others alone they do not hear that it is there.
 */
export function refusalAsTold<R extends string>(
  known: readonly SensitivityClass[],
  asked: { classes: readonly SensitivityClass[]; consents: readonly Consent[] },
  decide: (classes: SensitivityClass[], consents: Consent[]) => Decision<unknown, R>,
): R | 'class-not-covered' {
  const isKnown = (each: SensitivityClass) => known.includes(each);
  const answer = decide(
    asked.classes.filter(isKnown),
    asked.consents.filter(({ classes }) => classes.some(isKnown)),
  );
  return answer.allowed ? 'class-not-covered' : answer.refusal;
}

const refusals = {
  holds: 'no-consent',
  revoked: 'consent-revoked',
  expired: 'consent-expired',
  'not-yet-valid': 'consent-not-yet-valid',
  superseded: 'consent-expired',
  withdrawn: 'no-consent',
} as const satisfies Record<Standing, ConsentRefusal>;

function whyNone(naming: readonly Consent[], moment: Moment): ConsentRefusal {
  const latest = latestSigned(naming);
  return latest ? refusals[standingOf(latest, moment)] : 'class-not-covered';
}

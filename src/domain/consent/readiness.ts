import type { SensitivityClass } from '#domain/people.ts';
import {
  consentsBetween,
  isAboutThemself,
  lastDayOf,
  latestSigned,
  standingOf,
  type Consent,
  type Moment,
} from './consent.ts';
import { disclosableClasses } from './may-disclose.ts';

/** Whether one person may discuss one client on the day of the meeting, and if not, why. */
export type Readiness =
  | { state: 'ok'; endsOn: Temporal.PlainDate | null }
  | { state: 'partly'; covered: SensitivityClass[]; missing: SensitivityClass[] }
  | { state: 'none' }
  | { state: 'ends-before'; endsOn: Temporal.PlainDate }
  | { state: 'revoked' };

type Pair = Parameters<typeof disclosableClasses>[0];

export function pairReadiness(pair: Pair, consents: readonly Consent[]): Readiness {
  const { classes, purpose } = pair;
  const naming = consentsBetween(pair, consents).filter(
    (consent) =>
      consent.purposes.includes(purpose) && consent.classes.some((c) => classes.includes(c)),
  );
  const covered = disclosableClasses(pair, consents);
  if (covered.length === 0) return whyNone(naming, pair);
  if (covered.length < classes.length) {
    return { state: 'partly', covered, missing: classes.filter((c) => !covered.includes(c)) };
  }
  if (isAboutThemself(pair)) return { state: 'ok', endsOn: null };
  const holding = naming.filter((consent) => standingOf(consent, pair) === 'holds');
  return { state: 'ok', endsOn: firstUncovered(classes, holding) };
}

/** Of one kind there is no "partly". */
export function kindReadiness(
  kind: SensitivityClass,
  pair: Omit<Pair, 'classes'>,
  consents: readonly Consent[],
) {
  const answer = pairReadiness({ ...pair, classes: [kind] }, consents);
  return {
    class: kind,
    state: answer.state === 'partly' ? ('none' as const) : answer.state,
    endsOn: 'endsOn' in answer ? answer.endsOn : null,
  };
}

export type ReadinessToTell = {
  readiness: Readiness;
  /** Something is left out that the asker may not know of. */
  isWithheld: boolean;
};

/**
 * As somebody may hear it who knows of these kinds of information alone: days are those of what they know, or the difference would
 * tell that there is more. Only that the whole is not covered is said, since nobody is invited then.
 */
export function readinessFor(
  known: readonly SensitivityClass[],
  pair: Pair,
  consents: readonly Consent[],
): ReadinessToTell {
  const whole = pairReadiness(pair, consents);
  const ofKnown = pairReadiness(
    { ...pair, classes: pair.classes.filter((each) => known.includes(each)) },
    consents,
  );
  const isHidden = whole.state === 'partly' && whole.missing.some((each) => !known.includes(each));
  if (isHidden && ofKnown.state === 'ok')
    return { readiness: { ...whole, missing: [] }, isWithheld: true };
  return { readiness: ofKnown, isWithheld: isHidden && ofKnown.state === 'partly' };
}

function whyNone(naming: readonly Consent[], meeting: Moment): Readiness {
  const latest = latestSigned(naming);
  const standing = latest && standingOf(latest, meeting);
  if (standing === 'revoked') return { state: 'revoked' };
  const lastDay = latest && lastDayOf(latest);
  if (standing === 'expired' && lastDay) return { state: 'ends-before', endsOn: lastDay };
  return { state: 'none' };
}

/** The first last day of any class, when for each class the longest consent is taken. */
function firstUncovered(classes: readonly SensitivityClass[], holding: readonly Consent[]) {
  const lastDays = classes.map((wanted) => {
    const ends = holding.filter((c) => c.classes.includes(wanted)).map((c) => lastDayOf(c));
    if (ends.includes(null)) return null;
    return (
      ends
        .filter((end) => end !== null)
        .toSorted((a, b) => Temporal.PlainDate.compare(a, b))
        .at(-1) ?? null
    );
  });
  const ends = lastDays.filter((day) => day !== null);
  return ends.toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0] ?? null;
}

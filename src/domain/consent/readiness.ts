import type { ClientId, SensitivityClass } from '#domain/people.ts';
import {
  consentsBetween,
  isAboutThemself,
  lastDayOf,
  latestSigned,
  standingOf,
  type Consent,
  type Moment,
  type Purpose,
  type Recipient,
} from './consent.ts';
import { disclosableClasses } from './may-disclose.ts';

/** Whether one person may discuss one client on the day of the meeting, and if not, why. */
export type Readiness =
  | { state: 'ok'; endsOn: Temporal.PlainDate | null }
  | { state: 'partly'; covered: SensitivityClass[]; missing: SensitivityClass[] }
  | { state: 'none' }
  | { state: 'ends-before'; endsOn: Temporal.PlainDate }
  | { state: 'revoked' };

export type ReadinessCell = { recipient: Recipient; client: ClientId; readiness: Readiness };

type Meeting = {
  people: readonly Recipient[];
  clients: readonly { client: ClientId; classes: readonly SensitivityClass[] }[];
  purpose: Purpose;
  /** The start of the meeting, not today: a release that ends the day before is no release. */
  meeting: Moment;
};

/** The planner's matrix: every outside person against every client, seen from the meeting's date. */
export const readiness = (
  { people, clients, purpose, meeting }: Meeting,
  consents: readonly Consent[],
): ReadinessCell[] =>
  people.flatMap((recipient) =>
    clients.map(({ client, classes }) => ({
      recipient,
      client,
      readiness: pairReadiness({ client, recipient, classes, purpose, ...meeting }, consents),
    })),
  );

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

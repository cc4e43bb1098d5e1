import type { SensitivityClass } from '#domain/people.ts';
import {
  consentsBetween,
  standingOf,
  type Asked,
  type Consent,
  type ConsentId,
  type Moment,
} from './consent.ts';

/** The words of each paper that says what must not be told; null where the asker may not open it. */
export type Exclusions = ReadonlyMap<ConsentId, string | null>;

type Reached = Pick<Asked, 'client' | 'recipient'> &
  Moment & {
    /** The kinds of information that the asker may know of the client: of a paper about others they hear nothing. */
    known: readonly SensitivityClass[];
  };

/** What must not be told to somebody, though papers let them be told: for whatever purpose it was signed. */
export function notToTell(
  { known, ...reached }: Reached,
  consents: readonly Consent[],
  exclusions: Exclusions,
): { words: string[]; hasMore: boolean } {
  const said = consentsBetween(reached, consents)
    .filter((consent) => standingOf(consent, reached) === 'holds')
    .filter(({ classes }) => classes.some((each) => known.includes(each)))
    .flatMap(({ id }) => exclusions.get(id) ?? (exclusions.has(id) ? [null] : []));
  return {
    words: [...new Set(said.filter((words) => words !== null))],
    hasMore: said.includes(null),
  };
}

import { readSession } from '#contract/session.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { pluralOf } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** What the programs of whoever is here call those they serve, for whatever stands over several of them: "patient", "Patients". */
export function useOurWord() {
  const { data } = useAsk(readSession, {});
  const one = data?.agency?.clientWord ?? 'client';
  const more = pluralOf(one);
  return { one, more, One: capitalized(one), More: capitalized(more) };
}

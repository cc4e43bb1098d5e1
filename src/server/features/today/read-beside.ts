import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { readBeside as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import { consentsMissing } from './consents-missing.ts';
import { owedInWords } from './owed-in-words.ts';

/** Asked for after the list, so that the list itself waits for none of it. */
export async function readBeside(
  { clientIds }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const owed = await owedInWords(visit, clientIds);
  const seen = [...owed.keys()];
  const consents = visit.abilities.has('conference:read')
    ? await consentsMissing(visit, seen)
    : null;
  visit.touch(...seen);
  return {
    clients: [...owed].map(([clientId, duties]) => ({
      clientId,
      owed: duties,
      consents: consents === null ? null : (consents.get(clientId) ?? { missing: 0, of: 0 }),
    })),
  };
}

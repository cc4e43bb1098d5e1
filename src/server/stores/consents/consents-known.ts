import type { Consent, Party } from '#domain/consent/consent.ts';
import type { Visit } from '#server/platform/shell.ts';
import { partiesUnknown } from './consent-members.ts';

/** One of which nobody is left who would be told has nothing to say to its reader. */
export const namesARecipient = ({ recipients }: Pick<Consent, 'recipients'>) =>
  recipients.length > 0;

/**
 * These papers as the asker may read them: without parties whom it would tell a class to be served by. A paper that names nobody
 * else is not there for them.
 */
export async function asKnown(visit: Visit, consents: readonly Consent[]): Promise<Consent[]> {
  const unknown = await partiesUnknown(
    visit,
    consents.map(({ clientId }) => clientId),
  );
  if (unknown.size === 0) return [...consents];
  const isKnown = ({ partyId }: Party) => !unknown.has(partyId);
  return consents.flatMap((consent) => {
    const { recipients, disclosers, excluded } = consent;
    const named = [...recipients, ...disclosers, ...excluded];
    if (named.length > 0 && !named.some(isKnown)) return [];
    return {
      ...consent,
      recipients: recipients.filter(isKnown),
      disclosers: disclosers.filter(isKnown),
      excluded: excluded.filter(isKnown),
    };
  });
}

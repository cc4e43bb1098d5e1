import type { Consent, Party } from '#domain/consent/consent.ts';
import { isToldOf } from '#domain/consent/told-of-a-paper.ts';
import type { Visit } from '#server/platform/shell.ts';
import { asRead, partiesRestricted } from './consent-members.ts';

type AsRead = {
  /** For what the rules allow: with those, too, of which their reader is not told. */
  known: Consent[];
  /** Those to be shown or counted. */
  told: Consent[];
};

/**
 * These papers as the asker may read them: without parties whom it would tell a class to be served by. A paper that names nobody
 * else is not there for them.
 */
export async function readAs(visit: Visit, consents: readonly Consent[]): Promise<AsRead> {
  const restricted = await partiesRestricted(
    visit,
    consents.map(({ clientId }) => clientId),
  );
  const read = ({ partyId }: Party) => asRead(restricted.get(partyId));
  const isKnown = (party: Party) => read(party) !== 'unknown';
  const known: Consent[] = [];
  const told: Consent[] = [];
  for (const consent of consents) {
    const { recipients, disclosers, excluded } = consent;
    const named = [...recipients, ...disclosers, ...excluded];
    if (named.length > 0 && !named.some(isKnown)) continue;
    const without = {
      ...consent,
      recipients: recipients.filter(isKnown),
      disclosers: disclosers.filter(isKnown),
      excluded: excluded.filter(isKnown),
    };
    known.push(without);
    if (isToldOf(recipients.map(read))) told.push(without);
  }
  return { known, told };
}

export const asKnown = async (visit: Visit, consents: readonly Consent[]): Promise<Consent[]> =>
  (await readAs(visit, consents)).known;

export const asTold = async (visit: Visit, consents: readonly Consent[]): Promise<Consent[]> =>
  (await readAs(visit, consents)).told;

import { sql } from 'kysely';
import type { ConsentId } from '#domain/consent/consent.ts';
import type { ClientId } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;
type Key = { consentId: ConsentId; clientId: ClientId };
const kindOf = {
  scope: 'scope',
  exclusions: 'exclusions',
  authority: 'authority',
  signerName: 'signer-name',
  witness: 'witness',
  interpreter: 'interpreter',
  language: 'language',
} as const;
const allWords = [
  'scope',
  'exclusions',
  'authority',
  'signerName',
  'witness',
  'interpreter',
  'language',
] as const;
export type ConsentWords = Readonly<Record<keyof typeof kindOf, string>>;

/** What the paper says in words, of the highest class that it or the case names. */
export async function addWords(
  { tx, at, agencyId, actor }: Here,
  { consentId, clientId }: Key,
  words: ConsentWords,
) {
  for (const word of allWords) {
    const [kind, text] = [kindOf[word], words[word]];
    if (text === '') continue;
    await tx
      .insertInto('consent_words')
      .values({
        agency_id: agencyId,
        consent_id: consentId,
        client_id: clientId,
        kind,
        class: sql<string>`null`,
        body: seal({ agencyId, clientId, rowId: `${consentId}:${kind}` }, text),
        written_by: actor,
        written_at: at,
      })
      .execute();
  }
}

/** What this client's papers say in words, of those that the asker may read. */
export async function wordsOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<(consentId: ConsentId) => ConsentWords> {
  const rows = await tx
    .selectFrom('consent_words')
    .select(['consent_id', 'kind', 'body'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .modifyEnd(keepPlan)
    .execute();
  const said = new Map(
    rows.map(({ consent_id: id, kind, body }) => {
      const rowId = `${id}:${kind}`;
      return [rowId, unseal({ agencyId, clientId, rowId }, body)];
    }),
  );
  return (id) => {
    const of = (word: keyof typeof kindOf) => said.get(`${id}:${kindOf[word]}`) ?? '';
    return {
      scope: of('scope'),
      exclusions: of('exclusions'),
      authority: of('authority'),
      signerName: of('signerName'),
      witness: of('witness'),
      interpreter: of('interpreter'),
      language: of('language'),
    };
  };
}

/** Of these clients' papers those that say what must not be told; the words for clients whose papers the asker opens. */
export async function exclusionsOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
  opened: readonly ClientId[],
): Promise<Map<ConsentId, string | null>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('consent')
    .select(['consent_id', 'client_id'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', oneOf(clientIds))
    .where('names_exclusions', '=', true)
    .modifyEnd(keepPlan)
    .execute();
  const known = rows.filter(({ client_id: id }) => opened.includes(id));
  const said = new Map<ClientId, Awaited<ReturnType<typeof wordsOf>>>();
  for (const { client_id: id } of known)
    if (!said.has(id)) said.set(id, await wordsOf({ tx, agencyId }, id));
  return new Map(
    rows.map(({ consent_id: id, client_id: clientId }) => [
      id,
      said.get(clientId)?.(id).exclusions || null,
    ]),
  );
}

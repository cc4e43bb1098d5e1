import { sql } from 'kysely';
import type { ConsentId } from '#domain/consent/consent.ts';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;
type Key = { consentId: ConsentId; clientId: ClientId };
type WordsKind = 'scope' | 'exclusions' | 'authority';

/** What the paper says in words, of the case's highest class. */
export async function addWords(
  { tx, at, agencyId, actor }: Here,
  { consentId, clientId }: Key,
  words: Readonly<Record<WordsKind, string>>,
) {
  for (const kind of ['scope', 'exclusions', 'authority'] as const) {
    if (words[kind] === '') continue;
    const place = { agencyId, clientId, rowId: `${consentId}:${kind}` };
    await tx
      .insertInto('consent_words')
      .values({
        agency_id: agencyId,
        consent_id: consentId,
        client_id: clientId,
        kind,
        class: sql<string>`null`,
        body: seal(place, words[kind]),
        written_by: actor,
        written_at: at,
      })
      .execute();
  }
}

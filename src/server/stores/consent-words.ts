import { sql } from 'kysely';
import type { ConsentId } from '#domain/consent/consent.ts';
import type { ClientId } from '#domain/people.ts';
import { fingerprinter } from '#server/platform/fingerprint.ts';
import { newId } from '#server/platform/ids.ts';
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

/** The name as it was typed, or the picture of the signature; kept like any restricted text. */
export async function addSignature(
  { tx, at, agencyId, actor, shell }: Here & Pick<Visit, 'shell'>,
  { consentId, clientId }: Key,
  signed: { words: string } | { drawing: Buffer },
) {
  const paperId = newId(at);
  const bytes = 'words' in signed ? Buffer.from(signed.words, 'utf8') : signed.drawing;
  await tx
    .insertInto('consent_paper')
    .values({
      agency_id: agencyId,
      paper_id: paperId,
      consent_id: consentId,
      client_id: clientId,
      kind: 'signature',
      media_type: 'words' in signed ? 'text/plain' : 'image/png',
      class: sql<string>`null`,
      body: seal({ agencyId, clientId, rowId: paperId }, bytes),
      byte_count: bytes.length,
      content_hash: fingerprinter(shell.auditKey, agencyId)(bytes.toString('base64')),
      added_by: actor,
      added_at: at,
    })
    .execute();
}

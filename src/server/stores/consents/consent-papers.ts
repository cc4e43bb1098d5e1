import { sql } from 'kysely';
import type { ConsentId } from '#domain/consent/consent.ts';
import type { Paper } from '#domain/consent/scan.ts';
import type { ClientId } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { fingerprinter } from '#server/platform/fingerprint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unsealBytes } from '#server/platform/vault.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor' | 'shell'>;
type Key = { consentId: ConsentId; clientId: ClientId };
type NewPaper = Pick<Paper, 'paperId' | 'kind' | 'type'> & { bytes: Uint8Array };

/** The signature or the scan, kept like any restricted text; one that is there already is refused. */
export async function addPaper(
  { tx, at, agencyId, actor, shell }: Here,
  { consentId, clientId }: Key,
  { paperId, kind, type, bytes }: NewPaper,
) {
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('consent_paper')
    .values({
      agency_id: agencyId,
      paper_id: paperId,
      consent_id: consentId,
      client_id: clientId,
      kind,
      media_type: type,
      class: sql<string>`null`,
      body: seal({ agencyId, clientId, rowId: paperId }, bytes),
      byte_count: bytes.length,
      content_hash: fingerprinter(shell.auditKey, agencyId)(Buffer.from(bytes).toString('base64')),
      added_by: actor,
      added_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!added) throw new Refused('scan-kept-already');
}

/** Without their content, by consent. */
export async function papersOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<Map<ConsentId, Paper[]>> {
  const rows = await tx
    .selectFrom('consent_paper')
    .select(['paper_id', 'consent_id', 'kind', 'media_type', 'byte_count'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .orderBy('added_at')
    .orderBy('paper_id')
    .$narrowType<{ kind: Paper['kind']; media_type: Paper['type'] }>()
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ consent_id: id }) => id)].map(([id, theirs]) => [
      id,
      theirs.map((row) => ({
        paperId: row.paper_id,
        kind: row.kind,
        type: row.media_type,
        byteCount: row.byte_count,
      })),
    ]),
  );
}

export async function findPaper({ tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>, paperId: string) {
  const row = await tx
    .selectFrom('consent_paper')
    .select(['client_id', 'consent_id', 'kind', 'media_type', 'body', 'added_at'])
    .where('agency_id', '=', agencyId)
    .where('paper_id', '=', paperId)
    .$narrowType<{ kind: Paper['kind']; media_type: Paper['type'] }>()
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  const { client_id: clientId, kind, media_type: type, added_at: addedAt } = row;
  const bytes = unsealBytes({ agencyId, clientId, rowId: paperId }, row.body);
  return { consentId: row.consent_id, clientId, kind, type, addedAt, bytes };
}

import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
export type NewDocument = {
  reviewId: ReviewId;
  clientId: ClientId;
  class: SensitivityClass;
  bytes: Uint8Array;
  pages: number;
};

/** Files a form once; made a second time, the first one stays. Answers its id, or undefined when it was there. */
export async function addConferenceForm(
  { tx, at, agencyId }: Scope & Pick<Visit, 'at'>,
  { reviewId, clientId, class: sensitivity, bytes, pages }: NewDocument,
): Promise<string | undefined> {
  const documentId = newId(at);
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('document')
    .values({
      agency_id: agencyId,
      document_id: documentId,
      client_id: clientId,
      review_id: reviewId,
      kind: 'conference-form',
      class: sensitivity,
      body: seal({ agencyId, clientId, rowId: documentId }, Buffer.from(bytes).toString('base64')),
      pages,
      made_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added ? documentId : undefined;
}

export async function findConferenceForm(
  { tx, agencyId }: Scope,
  reviewId: ReviewId,
): Promise<{ documentId: string; clientId: ClientId; bytes: Uint8Array }> {
  const row = await tx
    .selectFrom('document')
    .select(['document_id as documentId', 'client_id as clientId', 'body'])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .where('kind', '=', 'conference-form')
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  const { documentId, clientId, body } = row;
  const bytes = Buffer.from(unseal({ agencyId, clientId, rowId: documentId }, body), 'base64');
  return { documentId, clientId, bytes };
}

/** The reviews among these whose form the asker may open. */
export async function reviewsWithForm(
  { tx, agencyId }: Scope,
  reviewIds: readonly ReviewId[],
): Promise<Set<ReviewId>> {
  if (reviewIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('document')
    .select('review_id as id')
    .where('agency_id', '=', agencyId)
    .where('review_id', 'in', [...reviewIds])
    .execute();
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

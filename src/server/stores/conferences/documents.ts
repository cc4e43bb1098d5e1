import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import type { ConferenceForm } from '#server/platform/pdf/conference-form.ts';
import { readFiledForm } from '#server/platform/pdf/filed-form.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { reviewsToldWhole } from './reviews-told.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
export type NewDocument = {
  reviewId: ReviewId;
  clientId: ClientId;
  class: SensitivityClass;
  bytes: Uint8Array;
  /** What it holds, to print a copy from. */
  form: ConferenceForm;
  pages: number;
  /** The version that declared the review void; null on the form that was filed at the close. */
  closingVersionId: string | null;
};

/** The form that says how the review stands: of a void one, only the form that says so. */
const isCurrent = sql<boolean>`d.closing_version_id is not distinct from (
  select v.version_id from review_closing k join review_closing_version v using (agency_id, review_closing_id)
  where k.agency_id = d.agency_id and k.review_id = d.review_id and v.superseded_at is null and v.is_void)`;

/** Files a form once; made a second time, the first one stays. Answers its id, or undefined when it was there. */
export async function addConferenceForm(
  { tx, at, agencyId }: Scope & Pick<Visit, 'at'>,
  { reviewId, clientId, class: sensitivity, bytes, form, pages, closingVersionId }: NewDocument,
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
      form: seal({ agencyId, clientId, rowId: `${documentId}:form` }, JSON.stringify(form)),
      pages,
      closing_version_id: closingVersionId,
      made_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added ? documentId : undefined;
}

export type FiledDocument = {
  documentId: string;
  clientId: ClientId;
  bytes: Uint8Array;
  /** Null of one that was filed before a form kept what it holds. */
  form: ConferenceForm | null;
};

/** The form as it was filed, for whoever is told the whole of its review: every closed one has a form. */
export async function findConferenceForm(
  { tx, agencyId }: Scope,
  reviewId: ReviewId,
): Promise<FiledDocument> {
  const told = await reviewsToldWhole({ tx, agencyId }, [reviewId]);
  if (!told.has(reviewId)) throw new Refused('not-found');
  const row = await tx
    .selectFrom('document as d')
    .select(['d.document_id as documentId', 'd.client_id as clientId', 'd.body', 'd.form'])
    .where('d.agency_id', '=', agencyId)
    .where('d.review_id', '=', reviewId)
    .where('d.kind', '=', 'conference-form')
    .where(isCurrent)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  const { documentId, clientId, body, form } = row;
  const bytes = Buffer.from(unseal({ agencyId, clientId, rowId: documentId }, body), 'base64');
  const held =
    form === null
      ? null
      : readFiledForm(unseal({ agencyId, clientId, rowId: `${documentId}:form` }, form));
  return { documentId, clientId, bytes, form: held };
}

/** The reviews among these whose form the asker may open. */
export async function reviewsWithForm(
  { tx, agencyId }: Scope,
  reviewIds: readonly ReviewId[],
): Promise<Set<ReviewId>> {
  if (reviewIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('document as d')
    .select('d.review_id as id')
    .where('d.agency_id', '=', agencyId)
    .where('d.review_id', '=', oneOf(reviewIds))
    .where(isCurrent)
    .modifyEnd(keepPlan)
    .execute();
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

import { sql } from 'kysely';
import type { ReviewId } from '#domain/conference/client-review.ts';
import type { ClosingStanding } from '#domain/conference/void-review.ts';
import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { enrollmentShown, unknownProgram } from '#server/stores/enrollment-shown.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type StoredClosingVersion = ClosingStanding & {
  closingId: string;
  reviewId: ReviewId;
  clientId: ClientId;
  enrollmentId: string;
  conferenceId: string;
  conferenceNumber: number;
  timeZone: string;
  heldOn: Temporal.PlainDate;
  recordedBy: string;
  recordedAt: Temporal.Instant;
};

const current = ({ tx, agencyId }: Scope, reviewId: ReviewId) =>
  tx
    .selectFrom('review_closing as k')
    .innerJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .innerJoin('client_review as r', (join) =>
      join.onRef('r.agency_id', '=', 'k.agency_id').onRef('r.review_id', '=', 'k.review_id'),
    )
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .leftJoin(enrollmentShown('k'), (join) => join.onTrue())
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'k.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .select([
      'k.review_closing_id as closingId',
      'k.review_id as reviewId',
      'k.client_id as clientId',
      'k.enrollment_id as enrollmentId',
      'c.conference_id as conferenceId',
      'c.conference_number as conferenceNumber',
      'c.facilitator_id as facilitatorId',
      sql<string>`coalesce(e.program_id, ${unknownProgram}::uuid)`.as('programId'),
      sql<string>`coalesce(p.time_zone, c.time_zone)`.as('timeZone'),
      'v.version_id as versionId',
      'v.is_void as isVoid',
      'v.valid_from as heldOn',
      'v.recorded_by as recordedBy',
      'v.recorded_at as recordedAt',
    ])
    .where('k.agency_id', '=', agencyId)
    .where('k.review_id', '=', reviewId);

export async function findClosing(
  scope: Scope,
  reviewId: ReviewId,
): Promise<StoredClosingVersion | undefined> {
  return current(scope, reviewId).executeTakeFirst();
}

/** The same after everybody else who changes this conference: two who void at once come one after the other. */
export async function lockClosing(scope: Scope, reviewId: ReviewId): Promise<StoredClosingVersion> {
  const { tx, agencyId } = scope;
  const place = await findClosing(scope, reviewId);
  if (!place) throw new Refused('review-not-closed');
  await tx
    .selectFrom('conference')
    .select('conference_id')
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', place.conferenceId)
    .forUpdate()
    .executeTakeFirst();
  return (await findClosing(scope, reviewId)) ?? place;
}

type Change = { isVoid: boolean; reason: string };

/** A new version of the closing; restored, it says again what it said before it was void. */
export async function addClosingVersion(
  { tx, at, agencyId, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  { closingId, versionId, clientId, heldOn }: StoredClosingVersion,
  { isVoid, reason }: Change,
): Promise<string> {
  const before = await tx
    .selectFrom('review_closing_version')
    .select(['qualifies', 'reason_codes', 'policy_version'])
    .where('agency_id', '=', agencyId)
    .where('review_closing_id', '=', closingId)
    .where('is_void', '=', false)
    .orderBy('recorded_at', 'desc')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('review_closing_version')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('version_id', '=', versionId)
    .execute();
  const next = newId(at);
  await tx
    .insertInto('review_closing_version')
    .values({
      agency_id: agencyId,
      review_closing_id: closingId,
      version_id: next,
      valid_from: heldOn,
      is_void: isVoid,
      qualifies: isVoid ? false : before.qualifies,
      reason_codes: isVoid ? ['VOIDED'] : before.reason_codes,
      policy_version: before.policy_version,
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  await tx
    .insertInto('review_closing_reason')
    .values({
      agency_id: agencyId,
      version_id: next,
      client_id: clientId,
      body: seal({ agencyId, clientId, rowId: next }, reason),
      written_by: actor,
    })
    .execute();
  return next;
}

/** Why it was declared void or restored, for those who may read it. */
export async function closingReasonOf(
  { tx, agencyId }: Scope,
  { versionId, clientId }: Pick<StoredClosingVersion, 'versionId' | 'clientId'>,
): Promise<string | null> {
  const row = await tx
    .selectFrom('review_closing_reason')
    .select('body')
    .where('agency_id', '=', agencyId)
    .where('version_id', '=', versionId)
    .executeTakeFirst();
  return row ? unseal({ agencyId, clientId, rowId: versionId }, row.body) : null;
}

/** Every enrollment of a client: a review may count in more than one program. */
export async function enrollmentIdsOf(
  { tx, agencyId }: Scope,
  clientId: ClientId,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('enrollment')
    .select('enrollment_id as id')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether it was ever declared void: the first version of a closing needs no reason. */
export const isCorrected = async (
  { tx, agencyId }: Scope,
  { closingId }: Pick<StoredClosingVersion, 'closingId'>,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('review_closing_version')
    .select('version_id')
    .where('agency_id', '=', agencyId)
    .where('review_closing_id', '=', closingId)
    .where('is_void', '=', true)
    .executeTakeFirst();
  return row !== undefined;
};

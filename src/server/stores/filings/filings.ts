import type { ClientId } from '#domain/people.ts';
import { artifacts } from '#domain/program-policy/policy-words.ts';
import type { Artifact } from '#domain/program-policy/program-policy.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Here = Scope & Pick<Visit, 'at' | 'actor'>;

export type FiledFact = {
  kind: 'review' | 'attempt';
  aboutId: string;
  clientId: ClientId;
  enrollmentId: string;
};

export type Filing = {
  filingId: string;
  aboutId: string;
  clientId: ClientId;
  artifact: Artifact;
  filedOn: Temporal.PlainDate;
  reference: string;
  filedBy: string;
  recordedAt: Temporal.Instant;
};

const filings = ({ tx, agencyId }: Scope) =>
  tx.selectFrom('filing').selectAll().where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof filings>['executeTakeFirstOrThrow']>>;

const filingOf = (row: Row): Filing[] =>
  artifacts
    .filter((known) => known === row.artifact)
    .map((artifact) => ({
      filingId: row.filing_id,
      aboutId: row.review_id ?? row.attempt_id ?? '',
      clientId: row.client_id,
      artifact,
      filedOn: row.filed_on,
      reference: row.reference,
      filedBy: row.filed_by,
      recordedAt: row.recorded_at,
    }));

/** The filings that hold, of these reviews and attempts. */
export async function filingsOf(scope: Scope, aboutIds: readonly string[]): Promise<Filing[]> {
  if (aboutIds.length === 0) return [];
  const ids = [...aboutIds];
  const rows = await filings(scope)
    .where('superseded_at', 'is', null)
    .where(({ or, eb }) => or([eb('review_id', 'in', ids), eb('attempt_id', 'in', ids)]))
    .execute();
  return rows.flatMap(filingOf);
}

export type NewFiling = {
  about: FiledFact;
  artifacts: readonly Artifact[];
  system: string;
  filedOn: Temporal.PlainDate;
  reference: string;
};

/** Answers how many were new: of two people who file the same at once, one does. */
export async function addFilings(
  { tx, at, agencyId, actor }: Here,
  { about, artifacts: filed, system, filedOn, reference }: NewFiling,
): Promise<number> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('filing')
    .values(
      filed.map((artifact) => ({
        agency_id: agencyId,
        filing_id: newId(at),
        client_id: about.clientId,
        enrollment_id: about.enrollmentId,
        review_id: about.kind === 'review' ? about.aboutId : null,
        attempt_id: about.kind === 'attempt' ? about.aboutId : null,
        artifact,
        system_name: system,
        filed_on: filedOn,
        reference,
        filed_by: actor,
        recorded_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}

/** Whose filing it is; one of a case that the asker does not see is not there. */
export async function filingClient(scope: Scope, filingId: string): Promise<ClientId> {
  const row = await filings(scope).where('filing_id', '=', filingId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return row.client_id;
}

/** What was recorded in error stays, and says so. */
export async function undoFiling(here: Here, filingId: string): Promise<ClientId> {
  const { tx, at, agencyId, actor } = here;
  const clientId = await filingClient(here, filingId);
  const { numUpdatedRows } = await tx
    .updateTable('filing')
    .set({ superseded_at: at, superseded_by: actor, superseded_why: 'recorded-in-error' })
    .where('agency_id', '=', agencyId)
    .where('filing_id', '=', filingId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
  return clientId;
}

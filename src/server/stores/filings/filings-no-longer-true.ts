import { sql } from 'kysely';
import type { WhyUntrue } from '#domain/filing/filing-words.ts';
import type { ClientId } from '#domain/people.ts';
import { artifacts } from '#domain/program-policy/policy-words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  enrollmentsMeant,
  type Asking,
  type Whose,
} from '#server/stores/conferences/closed-reviews.ts';
import type { FactToFile } from './facts-to-file.ts';
import { filingClient, type Filing } from './filings.ts';

export type UntrueFiling = Omit<Filing, 'recordedAt'> &
  FactToFile & { system: string; why: WhyUntrue };

type Row = {
  filing_id: string;
  kind: FactToFile['kind'];
  about_id: string;
  client_id: string;
  enrollment_id: string;
  program_id: string;
  artifact: string;
  system_name: string;
  filed_on: Temporal.PlainDate;
  reference: string;
  filed_by: string;
  happened_on: Temporal.PlainDate;
  why: WhyUntrue;
};

/** Why the attempt or the review that the filing `f` is about holds no more, and of which day it is; no row while it holds. */
const whyNoMore = sql`(
  select case when a.superseded_why = 'corrected' then 'corrected' else 'withdrawn' end as why, a.attempted_on as happened_on
    from attempt a where a.agency_id = f.agency_id and a.attempt_id = f.attempt_id and a.superseded_at is not null
  union all
  select 'void', x.valid_from
    from review_closing k join review_closing_version x using (agency_id, review_closing_id)
    where k.agency_id = f.agency_id and k.review_id = f.review_id and x.superseded_at is null and x.is_void)`;

/** The filings, of the enrollments that are meant and that the asker sees, whose attempt or review holds no more. */
export async function filingsNoLongerTrue(
  visit: Asking,
  whose: Whose,
  { programIds, limit }: { programIds: readonly string[]; limit: number },
): Promise<UntrueFiling[]> {
  if (programIds.length === 0) return [];
  const { rows } = await sql<Row>`
    with ${enrollmentsMeant(visit, whose, programIds)}
    select f.filing_id, case when f.review_id is null then 'attempt' else 'review' end as kind, coalesce(f.review_id, f.attempt_id) as about_id,
      f.client_id, f.enrollment_id, m.program_id, f.artifact, f.system_name, f.filed_on, f.reference, f.filed_by,
      u.happened_on, u.why
    from mine m join filing f using (agency_id, enrollment_id) cross join lateral ${whyNoMore} u
    where f.superseded_at is null
    order by u.happened_on, f.filing_id limit ${sql.lit(limit)}`.execute(visit.tx);
  return rows.flatMap((row) =>
    artifacts
      .filter((known) => known === row.artifact)
      .map((artifact) => ({
        filingId: row.filing_id,
        kind: row.kind,
        aboutId: row.about_id,
        clientId: row.client_id,
        enrollmentId: row.enrollment_id,
        programId: row.program_id,
        artifact,
        system: row.system_name,
        filedOn: row.filed_on,
        reference: row.reference,
        filedBy: row.filed_by,
        on: row.happened_on,
        why: row.why,
      })),
  );
}

/** A filing of what holds, or holds again, has changed for whoever still sees it as untrue. */
export async function putFilingRight(
  here: Pick<Visit, 'tx' | 'agencyId' | 'at' | 'actor'>,
  filingId: string,
): Promise<ClientId> {
  const { tx, agencyId, at, actor } = here;
  const clientId = await filingClient(here, filingId);
  const { numAffectedRows = 0n } = await sql`
    update filing f set superseded_at = ${at}, superseded_by = ${actor}, superseded_why = 'put-right-there'
    where f.agency_id = ${agencyId} and f.filing_id = ${filingId} and f.superseded_at is null and exists ${whyNoMore}`.execute(
    tx,
  );
  if (numAffectedRows === 0n) throw new Refused('changed-meanwhile');
  return clientId;
}

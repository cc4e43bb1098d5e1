import { sql } from 'kysely';
import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import type { RecordItem } from '#domain/record/record-item.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

/** The classes of all that these entries tell, words, notes and additions too: what a paper with them has to carry the law's text for. */
export async function classesToldBy(
  { tx, agencyId }: Here,
  items: readonly RecordItem[],
): Promise<SensitivityClass[]> {
  const entries = items.map(({ entryId }) => entryId);
  const summaries = items.flatMap((item) =>
    item.kind === 'conference' && item.outcome !== null ? [item.reviewId] : [],
  );
  const { rows } = await sql<{ class: string }>`
    with told as (
        select kind, about_id, class from record_entry
          where agency_id = ${agencyId} and record_entry_id = any(${entries}::uuid[])),
      facts as (
        select about_id as id from told
        union select c.first_id from change_event c join told t on t.about_id = c.change_event_id where c.agency_id = ${agencyId}
        union select r.first_id from reassessment r join told t on t.about_id = r.reassessment_id where r.agency_id = ${agencyId}
        union select x.first_id from exemption x join told t on t.about_id = x.exemption_id where x.agency_id = ${agencyId}
        union select p.first_id from pause p join told t on t.about_id = p.pause_id where p.agency_id = ${agencyId})
    select class from told
    union select class from review_summary where agency_id = ${agencyId} and review_id = any(${summaries}::uuid[])
    union select i.class from action_item i join told t on t.about_id = i.action_item_id where i.agency_id = ${agencyId}
    union select i.class from action_item i join plan_verification_item w using (agency_id, action_item_id)
      join told t on t.about_id = w.verification_id where i.agency_id = ${agencyId}
    union select c.class from coordination_contact c join told t on t.about_id = c.contact_id where c.agency_id = ${agencyId}
    union select a.class from contact_addendum a join told t on t.about_id = a.contact_id where a.agency_id = ${agencyId}
    union select c.class from change_event c join told t on t.about_id = c.change_event_id where c.agency_id = ${agencyId}
    union select n.class from fact_note n join facts f on f.id = n.about_id where n.agency_id = ${agencyId}
    union select d.class from document d join told t on t.about_id = d.document_id where d.agency_id = ${agencyId}
    union select p.tells from consent_party p join told t on t.kind = 'consent' and t.about_id = p.consent_id
      where p.agency_id = ${agencyId} and p.side = 'recipient'`.execute(tx);
  return sensitivityClasses.filter((known) => rows.some((row) => row.class === known));
}

/** The same of what is filed outside about one review or attempt, as the asker may read it. */
export async function classesToFile(
  { tx, agencyId }: Here,
  { kind, aboutId }: { kind: 'review' | 'attempt'; aboutId: string },
): Promise<SensitivityClass[]> {
  const ofReview = sql`
    select class from review_entry where agency_id = ${agencyId} and review_id = ${aboutId}
    union select class from review_summary where agency_id = ${agencyId} and review_id = ${aboutId}
    union select class from review_reason where agency_id = ${agencyId} and review_id = ${aboutId}
    union select class from review_note where agency_id = ${agencyId} and review_id = ${aboutId}
    union select class from exchange_message where agency_id = ${agencyId} and review_id = ${aboutId} and removed_at is null
    union select class from action_item where agency_id = ${agencyId} and review_id = ${aboutId}`;
  const ofAttempt = sql`select class from fact_note where agency_id = ${agencyId} and about_id = ${aboutId}`;
  const { rows } = await sql<{
    class: string;
  }>`${kind === 'review' ? ofReview : ofAttempt}`.execute(tx);
  return sensitivityClasses.filter((known) => rows.some((row) => row.class === known));
}

import { sql } from 'kysely';
import { relationOf, type ContactRelation } from '#domain/coordination/contact-link.ts';
import type { ReviewId } from '#domain/conference/client-review.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrollmentShown } from '#server/stores/enrollment-shown.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type LinkedContact = {
  reviewId: ReviewId;
  conferenceId: string;
  number: number;
  heldOn: Temporal.PlainDate | null;
  contactId: string;
  contactOn: Temporal.PlainDate;
  relation: ContactRelation;
};

/** The links that stand, each of a contact that the asker may read. */
export async function contactLinksOf(
  here: Here,
  of: { reviewIds: readonly string[] } | { contactIds: readonly string[] },
): Promise<LinkedContact[]> {
  const links = await linksOf(here, of);
  const conferences = await linkedConferences(
    here,
    links.map((link) => link.review_id),
  );
  return links.flatMap((link) => {
    const linked = conferences.get(link.review_id);
    if (!linked) return [];
    const { conference_id: conferenceId, conference_number: number, held_on: heldOn } = linked;
    return [
      {
        reviewId: link.review_id,
        conferenceId,
        number,
        heldOn,
        contactId: link.contact_id,
        contactOn: link.happened_on,
        relation: relationOf({
          contactOn: link.happened_on,
          linkedAt: link.linked_at,
          heldOn,
          closedAt: linked.closed_at,
        }),
      },
    ];
  });
}

function linksOf(
  { tx, agencyId }: Here,
  of: { reviewIds: readonly string[] } | { contactIds: readonly string[] },
) {
  const [column, ids] =
    'reviewIds' in of
      ? (['l.review_id', of.reviewIds] as const)
      : (['l.contact_id', of.contactIds] as const);
  if (ids.length === 0) return [];
  return tx
    .selectFrom('review_contact as l')
    .innerJoin('coordination_contact as x', (join) =>
      join.onRef('x.agency_id', '=', 'l.agency_id').onRef('x.contact_id', '=', 'l.contact_id'),
    )
    .select(['l.review_id', 'l.linked_at', 'x.contact_id', 'x.happened_on'])
    .where('l.agency_id', '=', agencyId)
    .where(column, '=', oneOf(ids))
    .where('l.unlinked_at', 'is', null)
    .orderBy('x.happened_on')
    .orderBy('x.contact_id')
    .modifyEnd(keepPlan)
    .execute();
}

/** Of these reviews those that a contact can be linked to, each with its conference and the day on which it was held. */
async function linkedConferences({ tx, agencyId }: Here, reviewIds: readonly string[]) {
  if (reviewIds.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .leftJoin(enrollmentShown('r'), (join) => join.onTrue())
    .leftJoin('program as g', (join) =>
      join.onRef('g.agency_id', '=', 'r.agency_id').onRef('g.program_id', '=', 'e.program_id'),
    )
    .select(['r.review_id', 'c.conference_id', 'c.conference_number', 'c.closed_at'])
    .select(
      sql<Temporal.PlainDate | null>`(coalesce(r.replied_at, case when c.mode <> 'email' then r.started_at end)
        at time zone coalesce(g.time_zone, c.time_zone))::date`.as('held_on'),
    )
    .where('r.agency_id', '=', agencyId)
    .where('r.review_id', '=', oneOf(reviewIds))
    .where('c.state', 'not in', ['cancelled', 'discarded'])
    .where('r.state', '<>', 'not-covered')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.review_id, row]));
}

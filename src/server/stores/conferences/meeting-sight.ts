import { sql } from 'kysely';
import type { Conference } from '#domain/conference/conference.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { managesOrOversees } from '#server/stores/consents/revocation-notices.ts';

type Here = Pick<Visit, 'tx' | 'agencyId' | 'actor'>;
type Meeting = { conference: Pick<Conference, 'attendees' | 'reviews'>; plannedBy: string };

/**
 * Somebody may be asked to a meeting of whom the asker may not know (0440). Whoever neither planned it nor takes part, and may not know
 * all that the agency's partners tell of these clients, changes nothing in it: what they do would pass those by. Asked of every
 * meeting alike, whoever is in it.
 */
export async function requireSightOfAll(here: Here, meeting: Meeting) {
  if (!(await mayChangeMeeting(here, meeting))) throw new Refused('not-taking-part');
}

/** The same, for a screen that offers no more than would be taken. */
export async function mayChangeMeeting(
  { tx, agencyId, actor }: Here,
  { conference, plannedBy }: Meeting,
): Promise<boolean> {
  const takesPart = conference.attendees.some(
    ({ person }) => person.kind === 'staff' && person.id === actor,
  );
  if (takesPart || plannedBy === actor) return true;
  const { rows } = await sql<{ mayBePassedBy: boolean }>`
    select exists (select from organization o cross join client k
      where o.agency_id = ${agencyId} and o.class <> 'general' and k.agency_id = o.agency_id
        and k.client_id = any(${conference.reviews.map(({ clientId }) => clientId)}::uuid[])
        and not (o.class::text = any((select auth.cleared())::text[]) and ${managesOrOversees(actor)})) as "mayBePassedBy"`.execute(
    tx,
  );
  return rows[0]?.mayBePassedBy === false;
}

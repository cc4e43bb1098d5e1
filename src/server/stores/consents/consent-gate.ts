import { sql } from 'kysely';
import type { Moment } from '#domain/consent/consent.ts';
import type { Grant } from '#domain/consent/may-disclose.ts';
import type { PersonRef } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';

/** Of these grants, those that the database would mint too: the stricter of the two always wins. */
export async function confirmGrants(
  tx: Tx,
  grants: readonly Grant[],
  { at, on }: Moment,
): Promise<Grant[]> {
  const confirmed: Grant[] = [];
  for (const grant of grants) {
    const told = (kind: PersonRef['kind']) =>
      grant.recipient.person.kind === kind ? grant.recipient.person.id : null;
    const { rows } = await sql<{ isAllowed: boolean }>`
      select ${[...grant.classes]}::text[] <@ auth.may_disclose(${told('client')}::uuid, ${told('provider')}::uuid,
        ${told('support')}::uuid, ${grant.client}::uuid, ${[...grant.classes]}::text[], ${grant.purpose}, ${at}::timestamptz, ${on}::date)
        as "isAllowed"`.execute(tx);
    if (rows[0]?.isAllowed) confirmed.push(grant);
  }
  return confirmed;
}

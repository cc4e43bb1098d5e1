import { sql } from 'kysely';
import type { ConsentId } from '#domain/consent/consent.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { daysToPaper } from '#domain/consent/consent-forms.ts';
import { renewalSteps } from '#domain/consent/renewal.ts';
import type { Visit } from '#server/platform/shell.ts';
import { isPaperTold, managesOrOversees } from './revocation-notices.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId' | 'actor'>;

/** After so long nobody waits for a renewal any more; it stands on the chart. */
export const daysAfterEnd = 90;

export type EndingKey = readonly [lastDay: string, consentId: ConsentId];
export type EndingConsentRow = {
  consentId: ConsentId;
  clientId: ClientId;
  classes: SensitivityClass[];
  lastDay: Temporal.PlainDate;
};
export type WantedEnding = {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** What was said aloud and waits for its paper, by the day on which that is due. */
  isOnPaper?: boolean;
  /** `to-renew`: of those whom somebody has to ask, and was not told so by a letter yet. */
  whose: 'mine' | 'all' | 'to-renew';
  after: EndingKey | null;
  limit: number;
};

/**
 * What ends by its date and asks for a renewal, the first to end first. Whether a newer paper covers it is judged by the kinds
 * that the asker may know of: the answer must not tell that there are others.
 */
export const endingConsents = async (
  { tx, agencyId, actor }: Scope,
  { from, until, isOnPaper = false, whose, after, limit }: WantedEnding,
): Promise<EndingConsentRow[]> => {
  const day = isOnPaper ? sql`(c.signed_on + ${daysToPaper}::integer)` : sql`c.valid_until`;
  const { rows } = await sql<EndingConsentRow>`
      select c.consent_id as "consentId", c.client_id as "clientId", known.classes, ${day} as "lastDay"
      from consent c join client k on k.agency_id = c.agency_id and k.client_id = c.client_id
        cross join lateral (
          select array_agg(held.class order by held.place) as classes from unnest(c.classes) with ordinality held(class, place)
          where held.class = 'general' or held.class = any((select auth.cleared())::text[]) and ${managesOrOversees(actor)}) known
      where c.agency_id = ${agencyId} and ${day} between ${from} and ${until} and not c.is_refusal and ${standsIn('c')}
        and cardinality(known.classes) > 0
        and (select ${isPaperTold(actor)} from consent_party p
          where p.agency_id = c.agency_id and p.consent_id = c.consent_id and p.side = 'recipient')
        ${isOnPaper ? sql`and c.form = 'verbal-recorded' and c.valid_until >= (select auth.today())` : sql``}
        ${whose === 'mine' ? sql`and k.staff_ids && array[${actor}::uuid]` : sql``}
        ${whose === 'to-renew' ? sql`and ${isToRenew(actor)}` : sql``}
        ${after === null ? sql`` : sql`and (${day}, c.consent_id) > (${after[0]}::date, ${after[1]}::uuid)`}
        and exists (select from enrollment e join enrollment_version v using (agency_id, enrollment_id)
          where e.agency_id = c.agency_id and e.client_id = c.client_id and v.superseded_at is null
            and (v.valid_to is null or v.valid_to >= (select auth.today())))
        and not exists (select from renewal_not_needed r where r.agency_id = c.agency_id and r.consent_id = c.consent_id)
        and not exists (select from consent n
          where n.agency_id = c.agency_id and n.client_id = c.client_id and n.consent_id <> c.consent_id and not n.is_refusal
            and ${standsIn('n')} and coalesce(n.valid_until, 'infinity') > c.valid_until
            ${isOnPaper ? sql`and n.form <> 'verbal-recorded'` : sql``}
            and known.classes <@ n.classes and c.purposes <@ n.purposes
            and not exists (select from consent_party p
              where p.agency_id = c.agency_id and p.consent_id = c.consent_id and p.side = 'recipient' and not exists (
                select from consent_party q where q.agency_id = n.agency_id and q.consent_id = n.consent_id and q.side = 'recipient'
                  and case q.kind
                    when 'person' then q.provider_id = p.provider_id or q.support_id = p.support_id
                    when 'organization' then q.organization_id = p.organization_id
                    when 'role-class' then p.kind = 'role-class' and q.organization_id = p.organization_id
                      and q.provider_class = p.provider_class
                    else p.kind = 'treating-providers' end)))
      order by ${day}, c.consent_id limit ${limit}`.execute(tx);
  return rows;
};

/**
 * The case manager; where there is none, and at the last step, whoever supervises the case too: of each step that has come since the
 * paper was recorded and that no letter told them of.
 */
const isToRenew = (actor: string) =>
  sql<boolean>`exists (select from unnest(${[...renewalSteps]}::integer[]) s(days)
    where c.valid_until - s.days between (c.recorded_at at time zone 'UTC')::date + 1 and (select auth.today())
      and (k.manager_ids && array[${actor}::uuid] and k.scope_changes_on > (select auth.today())
        or k.overseeing_ids && (select auth.supervised()) and (k.manager_ids = '{}' or s.days = ${Math.min(...renewalSteps)}::integer))
      and not exists (select from letter_told t where t.agency_id = c.agency_id and t.staff_id = ${actor}::uuid
        and t.about_id = c.consent_id and t.counted_from = c.valid_until and t.step = -s.days))`;

const mostRenewals = 500;

/** How many consents the reader of a letter is told with it to renew; written down with the letter, so that none is told twice. */
export async function tellRenewals(
  scope: Scope & Pick<Visit, 'at'>,
  today: Temporal.PlainDate,
): Promise<number> {
  const { tx, at, agencyId, actor } = scope;
  const found = await endingConsents(scope, {
    from: today.subtract({ days: daysAfterEnd }),
    until: today.add({ days: Math.max(...renewalSteps) }),
    whose: 'to-renew',
    after: null,
    limit: mostRenewals,
  });
  const told = found.flatMap(({ consentId, lastDay }) =>
    renewalSteps
      .filter((days) => Temporal.PlainDate.compare(lastDay.subtract({ days }), today) <= 0)
      .map((days) => ({
        agency_id: agencyId,
        staff_id: actor,
        about_kind: 'consent',
        about_id: consentId,
        about_key: '',
        counted_from: lastDay,
        step: -days,
        told_at: at,
      })),
  );
  if (told.length > 0)
    await tx
      .insertInto('letter_told')
      .values(told)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return found.length;
}

/** Nothing has ended it but its day. */
const standsIn = (alias: 'c' | 'n') =>
  sql`num_nonnulls(${sql.ref(`${alias}.revoked_at`)}, ${sql.ref(`${alias}.superseded_at`)}, ${sql.ref(`${alias}.withdrawn_at`)},
    ${sql.ref(`${alias}.ended_on`)}) = 0`;

/** Once: a second word about the same consent changes nothing. */
export async function recordNoRenewal(
  { tx, agencyId, at, actor }: Scope & Pick<Visit, 'at'>,
  { consentId, clientId, reason }: { consentId: ConsentId; clientId: ClientId; reason: string },
) {
  await tx
    .insertInto('renewal_not_needed')
    .values({
      agency_id: agencyId,
      consent_id: consentId,
      client_id: clientId,
      reason,
      recorded_at: at,
      recorded_by: actor,
    })
    .onConflict((conflict) => conflict.columns(['agency_id', 'consent_id']).doNothing())
    .execute();
}

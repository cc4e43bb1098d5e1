import { sql } from 'kysely';
import type { ConsentForm, ConsentId } from '#domain/consent/consent.ts';
import { waysToTell, type WayToTell } from '#domain/consent/revocation-notice.ts';
import type { ClientId } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId' | 'actor'>;

export type StoredNotice = {
  noticeId: string;
  consentId: ConsentId;
  clientId: ClientId;
  partyId: string;
  form: ConsentForm;
  revokedAt: Temporal.Instant;
  told: { on: Temporal.PlainDate; how: WayToTell; by: string } | null;
};

/** Who reads what is restricted of the client `k`, if they are cleared for it. */
export const managesOrOversees = (actor: string) =>
  sql<boolean>`(k.manager_ids && array[${actor}::uuid] and k.scope_changes_on > (select auth.today())
    or k.overseeing_ids && (select auth.supervised()))`;

const mayKnow = (actor: string) =>
  sql<boolean>`('general' = any(c.classes) or c.classes && (select auth.cleared())::text[] and ${managesOrOversees(actor)})`;

/** Of the party `p`: to be served by them tells nothing, or whoever asks named them. */
export const isPlain = (actor: string) =>
  sql<boolean>`(p.tells = 'general' or p.recorded_by = ${actor}::uuid)`;

export const mayKnowParty = (actor: string) =>
  sql<boolean>`(${isPlain(actor)} or p.tells::text = any((select auth.cleared())::text[]) and ${managesOrOversees(actor)})`;

/** Of the recipients `p` of a paper: the rule of `isToldOf`, where whole lists are asked. */
export const isPaperTold = (actor: string) =>
  sql<boolean>`(bool_or(${isPlain(actor)}) or bool_and(${mayKnowParty(actor)}))`;

/** Of no paper and no party of which the asker may know nothing. */
const notices = ({ tx, agencyId, actor }: Scope) =>
  tx
    .selectFrom('revocation_notice as n')
    .innerJoin('consent as c', (join) =>
      join.onRef('c.agency_id', '=', 'n.agency_id').onRef('c.consent_id', '=', 'n.consent_id'),
    )
    .innerJoin('client as k', (join) =>
      join.onRef('k.agency_id', '=', 'n.agency_id').onRef('k.client_id', '=', 'n.client_id'),
    )
    .innerJoin('consent_party as p', (join) =>
      join.onRef('p.agency_id', '=', 'n.agency_id').onRef('p.party_id', '=', 'n.party_id'),
    )
    .where(mayKnow(actor))
    .where(mayKnowParty(actor))
    .select(['n.notice_id', 'n.consent_id', 'n.client_id', 'n.party_id'])
    .select(['n.told_at', 'n.told_on', 'n.told_how', 'n.told_by', 'c.form', 'c.revoked_at'])
    .where('n.agency_id', '=', agencyId)
    .$narrowType<{ form: ConsentForm }>();

type Row = Awaited<ReturnType<ReturnType<typeof notices>['executeTakeFirstOrThrow']>>;

function noticeOf(row: Row): StoredNotice {
  const how = waysToTell.find((known) => known === row.told_how);
  return {
    noticeId: row.notice_id,
    consentId: row.consent_id,
    clientId: row.client_id,
    partyId: row.party_id,
    form: row.form,
    revokedAt: must(row.revoked_at),
    told: how === undefined ? null : { on: must(row.told_on), how, by: must(row.told_by) },
  };
}

export type WantedNotices = {
  show: 'open' | 'told' | 'all';
  clientId?: string | undefined;
  onlyMine?: boolean;
  /** Where the page before ended. */
  after?: readonly [at: string, id: string] | undefined;
  limit: number;
};

export async function noticesOf(
  scope: Scope,
  { show, clientId, onlyMine = false, after, limit }: WantedNotices,
): Promise<StoredNotice[]> {
  const [at, id] = after ?? [null, null];
  const beyond = sql.raw(show === 'told' ? '<' : '>');
  const order = show === 'told' ? 'desc' : 'asc';
  const rows = await notices(scope)
    .$if(show !== 'all', (query) =>
      query.where('n.told_at', show === 'open' ? 'is' : 'is not', null),
    )
    .$if(clientId !== undefined, (query) => query.where('n.client_id', '=', clientId ?? ''))
    .$if(onlyMine, (query) => query.where(sql<boolean>`k.staff_ids && array[${scope.actor}::uuid]`))
    .where(
      sql<boolean>`(${at}::timestamptz is null or (c.revoked_at, n.notice_id) ${beyond} (${at}::timestamptz, ${id}::uuid))`,
    )
    .orderBy('c.revoked_at', order)
    .orderBy('n.notice_id', order)
    .limit(limit)
    .execute();
  return rows.map(noticeOf);
}

/** How many partners of one client, or of all whom the asker may know of, are still to be told. */
export async function countOpenNotices(
  scope: Scope,
  { clientId }: Pick<WantedNotices, 'clientId'>,
): Promise<number> {
  const { count } = await notices(scope)
    .clearSelect()
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('n.told_at', 'is', null)
    .$if(clientId !== undefined, (query) => query.where('n.client_id', '=', clientId ?? ''))
    .executeTakeFirstOrThrow();
  return count;
}

export async function findNotice(scope: Scope, noticeId: string): Promise<StoredNotice> {
  const row = await notices(scope).where('n.notice_id', '=', noticeId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return noticeOf(row);
}

/** Once: of two who record it at the same time the later one is told. */
export async function settleNotice(
  { tx, agencyId, at, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  noticeId: string,
  { on, how }: { on: Temporal.PlainDate; how: WayToTell },
) {
  const { numUpdatedRows: settled } = await tx
    .updateTable('revocation_notice')
    .set({ told_at: at, told_by: actor, told_how: how, told_on: on })
    .where('agency_id', '=', agencyId)
    .where('notice_id', '=', noticeId)
    .where('told_at', 'is', null)
    .executeTakeFirst();
  if (settled === 0n) throw new Refused('notice-already-given');
}

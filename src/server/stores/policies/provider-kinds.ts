import { sql } from 'kysely';
import type {
  classesOfOwnKinds,
  FormerName,
  KindNames,
  OwnKind,
} from '#domain/program-policy/own-kinds.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type StoredKind = {
  kindId: string;
  code: OwnKind;
  name: string;
  providerClass: (typeof classesOfOwnKinds)[number];
  isRetired: boolean;
  formerNames: FormerName[];
};

/** The agency’s own kinds of provider, by name. */
export const providerKindsOf = ({ tx, agencyId }: Here): Promise<StoredKind[]> =>
  tx
    .selectFrom('provider_kind')
    .select(['kind_id as kindId', 'code', 'name', 'provider_class as providerClass'])
    .select(sql<boolean>`retired_at is not null`.as('isRetired'))
    .select('former_names as formerNames')
    .where('agency_id', '=', agencyId)
    .orderBy('name')
    .orderBy('kind_id')
    .$narrowType<{
      code: OwnKind;
      providerClass: StoredKind['providerClass'];
      formerNames: FormerName[];
    }>()
    .modifyEnd(keepPlan)
    .execute();

/**
 * Until the transaction ends, who gives somebody a kind or writes rules that name one, and who adds, names or removes one, go one after the other. Whoever
 * keeps the directory may not change a kind, so that they cannot hold its row.
 */
export async function holdKinds({ tx, agencyId }: Here, to: 'take' | 'change') {
  const key = `provider-kinds:${agencyId}`;
  await (
    to === 'take'
      ? sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`
      : sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`
  ).execute(tx);
}

/** The name of each of the agency’s own kinds, by its code. */
export const kindNamesOf = async (here: Here): Promise<KindNames> =>
  new Map((await providerKindsOf(here)).map(({ code, name }) => [code, name]));

type KindUse = { code: string; now: number };

/** How many providers are of each kind today, of every kind that somebody ever was of. */
export async function usesOfKinds(
  { tx, agencyId }: Here,
  today: Temporal.PlainDate,
): Promise<KindUse[]> {
  const { rows } = await sql<KindUse>`select provider_kind as code,
      count(*) filter (where superseded_at is null and valid_from <= ${today}
        and (valid_to is null or valid_to >= ${today}))::integer as now
    from provider_version where agency_id = ${agencyId} and provider_kind is not null
    group by provider_kind`.execute(tx);
  return rows;
}

/** The programs of which rules name a kind, in any version and in a draft. */
export async function rulesNamingKinds({
  tx,
  agencyId,
}: Here): Promise<{ code: string; program: string }[]> {
  const { rows } = await sql<{ code: string; program: string }>`
    select distinct k.code, p.name as program
    from program_policy y join program p using (agency_id, program_id)
      cross join lateral jsonb_array_elements_text(coalesce(y.document #> '{conference,acceptedProviderClasses}', '[]')
        || coalesce(y.document #> '{conference,requireOneOf}', '[]')) k(code)
    where y.agency_id = ${agencyId} and k.code like 'own-%'
    order by p.name`.execute(tx);
  return rows;
}

export async function addProviderKind(
  { tx, agencyId, at }: Here & Pick<Visit, 'at'>,
  { code, name, providerClass }: Pick<StoredKind, 'code' | 'name' | 'providerClass'>,
): Promise<string> {
  const kindId = newId(at);
  await tx
    .insertInto('provider_kind')
    .values({
      agency_id: agencyId,
      kind_id: kindId,
      code,
      name,
      provider_class: providerClass,
      created_at: at,
    })
    .execute();
  return kindId;
}

/** What it was called until now is kept beside it by the database. */
export async function renameKind(
  { tx, agencyId }: Here,
  { kindId, name }: Pick<StoredKind, 'kindId' | 'name'>,
) {
  await tx
    .updateTable('provider_kind')
    .set({ name })
    .where('agency_id', '=', agencyId)
    .where('kind_id', '=', kindId)
    .execute();
}

export async function retireKind(
  { tx, agencyId }: Here,
  { kindId, retiredAt }: { kindId: string; retiredAt: Temporal.Instant | null },
) {
  await tx
    .updateTable('provider_kind')
    .set({ retired_at: retiredAt })
    .where('agency_id', '=', agencyId)
    .where('kind_id', '=', kindId)
    .execute();
}

export async function removeKind({ tx, agencyId }: Here, kindId: string) {
  await tx
    .deleteFrom('provider_kind')
    .where('agency_id', '=', agencyId)
    .where('kind_id', '=', kindId)
    .execute();
}

import { sql } from 'kysely';
import type { NumberingSystem } from '#domain/numbering-systems.ts';
import type { KnownRecords, PlanKind } from '#domain/hmis/import-plan.ts';
import { restrictedClasses } from '#domain/people.ts';
import type { RestrictedClass } from '#domain/hmis/sensitivity.ts';
import { newId } from '#server/platform/ids.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export type RefKind = Exclude<PlanKind, 'sensitivity'>;
export type Fingerprints = KnownRecords['fingerprints'];

const source = 'hmis';

/** Under this name an HMIS identifier stands among a client's identifiers. */
export const hmisIdentifier: NumberingSystem = 'hmis';

/** What earlier imports wrote, by kind and external id. */
export async function fingerprintsOf({ tx, agencyId }: Here): Promise<Fingerprints> {
  const of = async (kind: RefKind) => {
    const rows = await tx
      .selectFrom('external_ref')
      .select(['external_id', 'content_hash'])
      .where('agency_id', '=', agencyId)
      .where('source', '=', source)
      .where('kind', '=', kind)
      .execute();
    return new Map(rows.map((row) => [row.external_id, row.content_hash]));
  };
  return {
    organization: await of('organization'),
    project: await of('project'),
    worker: await of('worker'),
    client: await of('client'),
    enrollment: await of('enrollment'),
    exit: await of('exit'),
    householdLink: await of('householdLink'),
  };
}

/** A thing under an external id, and when an import last wrote it. */
export type Ref = { id: string; seenAt: Temporal.Instant };

export async function refsOf(
  { tx, agencyId }: Here,
  kind: RefKind,
  externalIds: readonly string[],
): Promise<Map<string, Ref>> {
  const rows = await sendOn(
    tx,
    sql<{ external_id: string; internal_id: string; seen_at: Temporal.Instant }>`
    select external_id, internal_id, seen_at from external_ref
    where agency_id = ${agencyId} and source = ${source} and kind = ${kind}
      and external_id = any(${[...new Set(externalIds)]}::text[])`,
  );
  return new Map(
    rows.map((row) => [row.external_id, { id: row.internal_id, seenAt: row.seen_at }]),
  );
}

export async function allRefsOf(
  { tx, agencyId }: Here,
  kind: RefKind,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('external_ref')
    .select(['external_id', 'internal_id'])
    .where('agency_id', '=', agencyId)
    .where('source', '=', source)
    .where('kind', '=', kind)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.internal_id]));
}

type Written = { externalId: string; fingerprint: string };

/** Notes under which id each thing stands; one that stood already keeps its own. */
export async function saveRefs(
  { tx, at, agencyId }: Here,
  kind: RefKind,
  written: readonly (Written & { id: string })[],
) {
  const externalIds = written.map(({ externalId }) => externalId);
  const ids = written.map(({ id }) => id);
  const fingerprints = written.map(({ fingerprint }) => fingerprint);
  await sendOn(
    tx,
    sql`
    insert into external_ref (agency_id, source, kind, external_id, internal_id, content_hash, seen_at)
    select ${agencyId}::uuid, ${source}, ${kind}, r.e, r.i, r.f, ${at}::timestamptz
    from unnest(${externalIds}::text[], ${ids}::uuid[], ${fingerprints}::text[]) as r(e, i, f)
    on conflict (agency_id, source, kind, external_id)
      do update set content_hash = excluded.content_hash, seen_at = excluded.seen_at`,
  );
}

/** The ids of these clients: from what this import has written, or from what stands here since an earlier one. */
export async function clientIdsOf(
  here: Here,
  written: ReadonlyMap<string, string>,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const others = externalIds.filter((externalId) => !written.has(externalId));
  if (others.length === 0) return written;
  const refs = await refsOf(here, 'client', others);
  const ids = new Map([...refs].map(([externalId, { id }]) => [externalId, id]));
  for (const externalId of externalIds) {
    const id = written.get(externalId);
    if (id !== undefined) ids.set(externalId, id);
  }
  return ids;
}

export type Identified<T> = T & {
  id: string;
  /** How it stood when an import last wrote it; undefined where none did. */
  before: Ref | undefined;
};

type Planned = Written & { action: 'make' | 'update' };

/** The same things with their ids: what stands here already keeps the id that it has, `standing` without an import. */
export async function identify<T extends Planned>(
  here: Here,
  things: readonly T[],
  { kind, standing }: { kind: RefKind; standing?: ReadonlyMap<string, string> },
): Promise<Identified<T>[]> {
  const updates = things.filter(({ action }) => action === 'update');
  const known =
    updates.length === 0
      ? new Map<string, Ref>()
      : await refsOf(
          here,
          kind,
          updates.map(({ externalId }) => externalId),
        );
  return things.map((thing) => {
    const before = known.get(thing.externalId);
    const id = before?.id ?? standing?.get(thing.externalId) ?? newId(here.at);
    return { ...thing, id, before };
  });
}

export type StatedClass = { externalId: string; class: RestrictedClass };

/** Of the classes that a file states, those that the clients' cases hold already. */
export async function confirmedClasses(
  here: Here,
  stated: readonly StatedClass[],
): Promise<Map<string, RestrictedClass[]>> {
  const clients = await allRefsOf(here, 'client');
  const externalIdOf = new Map<string, string>();
  const asked = stated.flatMap(({ externalId, class: found }) => {
    const clientId = clients.get(externalId);
    if (!clientId) return [];
    externalIdOf.set(clientId, externalId);
    return [{ client_id: clientId, class: found }];
  });
  const confirmed = new Map<string, RestrictedClass[]>();
  if (asked.length === 0) return confirmed;
  const { rows } = await sql<{ client_id: string; class: string }>`
    select client_id, class
    from auth.confirm_classes(${[...externalIdOf.keys()]}::uuid[], ${JSON.stringify(asked)}::jsonb)`.execute(
    here.tx,
  );
  for (const row of rows) {
    const found = restrictedClasses.find((one) => one === row.class);
    const externalId = externalIdOf.get(row.client_id) ?? '';
    if (found) confirmed.set(externalId, [...(confirmed.get(externalId) ?? []), found]);
  }
  return confirmed;
}

/**
 * What stands here already though no import wrote it: staff by their address, partners by their name, clients by
 * an HMIS identifier that somebody typed. It is matched, never made a second time.
 */
export async function standingWithoutImport(
  { tx, agencyId }: Here,
  { client: imported }: Pick<Fingerprints, 'client'>,
) {
  const staff = await tx
    .selectFrom('staff')
    .select(['staff_id', 'email'])
    .where('agency_id', '=', agencyId)
    .where('email', '<>', '')
    .execute();
  const organizations = await tx
    .selectFrom('organization')
    .select(['organization_id', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  const clients = await tx
    .selectFrom('client_identifier')
    .select(['value', sql<string[]>`array_agg(client_id)`.as('holders')])
    .where('agency_id', '=', agencyId)
    .where('system', '=', hmisIdentifier)
    .groupBy('value')
    .execute();
  return {
    staffByEmail: new Map(staff.map((row) => [row.email.toLowerCase(), row.staff_id])),
    organizationByName: new Map(
      organizations.map((row) => [row.name.toLowerCase(), row.organization_id]),
    ),
    // A number that several bear names nobody: what the file says of it goes to a client of its own.
    clientByHmisId: new Map(
      clients.flatMap(({ value, holders: [holder, ...others] }) =>
        imported.has(value) || holder === undefined || others.length > 0 ? [] : [[value, holder]],
      ),
    ),
  };
}

/** Lets the planner count what was written, before anybody opens a list of it. */
export const refreshStatistics = ({ tx }: Here) =>
  sql`select auth.refresh_statistics()`.execute(tx);

import { sql } from 'kysely';
import type { OrganizationKind } from '#domain/organization-kinds.ts';
import type { OrganizationId, ProgramClass } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export type Organization = {
  organizationId: OrganizationId;
  name: string;
  /** Null until somebody says. */
  kind: OrganizationKind | null;
  isVictimService: boolean;
  /** What it tells of somebody that they are served there. */
  class: ProgramClass;
};

export const organizationsOf = (tx: Tx, agencyId: string): Promise<Organization[]> =>
  tx
    .selectFrom('organization')
    .select([
      'organization_id as organizationId',
      'name',
      'kind',
      'is_victim_service as isVictimService',
      'class',
    ])
    .where('agency_id', '=', agencyId)
    .$narrowType<{ kind: OrganizationKind | null; class: ProgramClass }>()
    .orderBy('name')
    .orderBy('organization_id')
    .modifyEnd(keepPlan)
    .execute();

export async function addOrganization(
  { tx, at, agencyId }: Here,
  { name, kind, isVictimService, class: told }: Omit<Organization, 'organizationId'>,
): Promise<OrganizationId> {
  const organizationId = newId(at);
  await tx
    .insertInto('organization')
    .values({
      agency_id: agencyId,
      organization_id: organizationId,
      name,
      kind,
      is_victim_service: isVictimService,
      class: told,
      created_at: at,
    })
    .execute();
  return organizationId;
}

type Changed = Pick<Organization, 'organizationId' | 'name'> & {
  [Field in 'kind' | 'isVictimService' | 'class']?: Organization[Field] | undefined;
};

/** What is undefined stays as it is. */
export async function saveOrganization(
  { tx, agencyId }: Here,
  { organizationId, name, kind, isVictimService, class: told }: Changed,
) {
  const saved = await tx
    .updateTable('organization')
    .set({ name, kind, is_victim_service: isVictimService, class: told })
    .where('agency_id', '=', agencyId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw new Refused('not-found');
}

/** Whether another organization bears this name, however it is written. */
export async function isOrganizationNameTaken(
  tx: Tx,
  agencyId: string,
  { name, organizationId }: { name: string; organizationId?: OrganizationId },
): Promise<boolean> {
  const rows = await tx
    .selectFrom('organization')
    .select('organization_id as organizationId')
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .execute();
  return rows.some((row) => row.organizationId !== organizationId);
}

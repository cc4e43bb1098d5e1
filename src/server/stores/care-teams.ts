import { sql } from 'kysely';
import type { ClientId, PersonRef, SensitivityClass } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from '#server/stores/conferences/conferences-rows.ts';

export type CareTeamMember = {
  clientId: ClientId;
  person: PersonRef;
  /** What the words are a note about that say what they serve as; null where there never are any. */
  servesAsId: string | null;
  isKeyProvider: boolean;
};

/** Who serves these clients now, the assigned workers included. */
export async function careTeamsOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
): Promise<CareTeamMember[]> {
  if (clientIds.length === 0) return [];
  const members = await tx
    .selectFrom('care_team_member as m')
    .innerJoin('care_team_member_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'm.agency_id')
        .onRef('v.care_team_member_id', '=', 'm.care_team_member_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .select(['m.client_id as clientId', 'm.staff_id', 'm.provider_id', 'm.support_id'])
    .select(['v.serves_as_id as servesAsId', 'v.is_key_provider as isKeyProvider'])
    .select(sql<null>`null`.as('client_id'))
    .where('m.agency_id', '=', agencyId)
    .where('m.client_id', '=', oneOf(clientIds))
    .orderBy('m.care_team_member_id')
    .modifyEnd(keepPlan)
    .execute();
  const workers = await tx
    .selectFrom('enrollment as e')
    .innerJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'e.agency_id')
        .onRef('v.enrollment_id', '=', 'e.enrollment_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .select(['e.client_id as clientId', 'v.worker_id as id'])
    .where('e.agency_id', '=', agencyId)
    .where('e.client_id', '=', oneOf(clientIds))
    .where('v.worker_id', 'is not', null)
    .distinct()
    .modifyEnd(keepPlan)
    .execute();
  const found: CareTeamMember[] = [
    ...workers.flatMap(({ clientId, id }) =>
      id === null
        ? []
        : [
            {
              clientId,
              person: { kind: 'staff', id } as const,
              servesAsId: null,
              isKeyProvider: false,
            },
          ],
    ),
    ...members.map((row) => ({
      clientId: row.clientId,
      person: personOf(row),
      servesAsId: row.servesAsId,
      isKeyProvider: row.isKeyProvider,
    })),
  ];
  const keyOf = ({ clientId, person }: CareTeamMember) => `${clientId}:${person.id}`;
  return [...new Map(found.map((member) => [keyOf(member), member])).values()];
}

/** The class that new words about each of these clients take unless somebody lowers it. */
export async function classesOfCases(
  tx: Tx,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, SensitivityClass>> {
  const { rows } = await sql<{ client_id: string; class: SensitivityClass }>`
    select client_id, class from auth.classes_of_cases(${[...clientIds]}::uuid[]) ${keepPlan}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.client_id, row.class]));
}

/** Which of these staff may not see which of these clients, as far as the asker sees those. */
export async function accessMissing(
  tx: Tx,
  staffIds: readonly string[],
  clientIds: readonly ClientId[],
): Promise<{ staffId: string; clientId: ClientId }[]> {
  const { rows } = await sql<{ staffId: string; clientId: ClientId }>`
    select staff_id as "staffId", client_id as "clientId"
    from auth.staff_without_access(${[...staffIds]}::uuid[], ${[...clientIds]}::uuid[])`.execute(
    tx,
  );
  return rows;
}

/** The staff among these who may not see every one of these clients. */
export async function staffWithoutAccess(
  tx: Tx,
  staffIds: readonly string[],
  clientIds: readonly ClientId[],
): Promise<string[]> {
  const missing = await accessMissing(tx, staffIds, clientIds);
  return [...new Set(missing.map(({ staffId }) => staffId))];
}

import { sql } from 'kysely';
import type { Role } from '#domain/access/abilities.ts';
import type { AuditorScope } from '#domain/access/auditor-scope.ts';
import type { ChangeState, StaffAct } from '#domain/access/second-person.ts';
import type { TeamRole } from '#domain/access/team-roles.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';
import { limitsOf, scopeFrom } from './staff-roles.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type StaffChange = {
  changeId: string;
  staffId: string;
  act: StaffAct;
  teamName: string;
  askedBy: string;
  askedAt: Temporal.Instant;
  state: ChangeState;
  settledBy: string | null;
  settledAt: Temporal.Instant | null;
};

/** Whether anybody but the asker and the person concerned could agree. */
export async function hasSecondPerson({ tx }: Here, about: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select auth.has_second_person(${about}) as has`.execute(tx);
  return rows[0]?.has ?? true;
}

/** Whether a place on a team opens what is restricted: a supervisor's, or any in a program whose name tells. */
export async function seatOpensClass({ tx }: Here, teamId: string, teamRole: TeamRole) {
  const { rows } = await sql<{ opens: boolean }>`
    select auth.seat_opens_class(${teamId}, ${teamRole}) as opens`.execute(tx);
  return rows[0]?.opens ?? true;
}

/** Writes down what was done or is asked for; what was asked for before in the same matter gives way. */
export async function recordStaffChange(
  here: Here,
  staffId: string,
  { act, state }: { act: StaffAct; state: 'done' | 'waiting' },
): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  await withdrawAlike(here, staffId, act);
  const changeId = newId(at);
  await tx
    .insertInto('staff_change')
    .values({
      agency_id: agencyId,
      change_id: changeId,
      kind: act.kind,
      staff_id: staffId,
      roles: 'roles' in act ? [...act.roles] : null,
      roles_before: 'before' in act ? [...act.before.roles] : null,
      ends_on: 'lastDay' in act ? act.lastDay : null,
      ends_on_before: 'before' in act ? act.before.lastDay : null,
      ...('scope' in act ? limitsOf(act.scope) : {}),
      ...('before' in act ? limitsBefore(act.before.scope) : {}),
      team_id: 'teamId' in act ? act.teamId : null,
      team_role: 'teamRole' in act ? act.teamRole : null,
      drops_second_factor: 'dropsSecondFactor' in act ? act.dropsSecondFactor : null,
      asked_by: actor,
      asked_at: at,
      state,
    })
    .execute();
  return changeId;
}

const limitsBefore = (scope: AuditorScope) => {
  const { program_ids, covers_from, covers_until, sample_id } = limitsOf(scope);
  return {
    program_ids_before: program_ids,
    covers_from_before: covers_from,
    covers_until_before: covers_until,
    sample_id_before: sample_id,
  };
};

/** Whoever is sent away takes with them what they asked for, too. */
async function withdrawAlike({ tx, at, agencyId, actor }: Here, staffId: string, act: StaffAct) {
  const waiting = tx
    .updateTable('staff_change')
    .set({ state: 'withdrawn', settled_by: actor, settled_at: at })
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'waiting');
  if (act.kind === 'deactivated') await waiting.where('asked_by', '=', staffId).execute();
  await waiting
    .where('staff_id', '=', staffId)
    .$if(act.kind !== 'deactivated', (query) => query.where('kind', '=', act.kind))
    .$if('teamId' in act, (query) => query.where('team_id', '=', 'teamId' in act ? act.teamId : ''))
    .execute();
}

const changes = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx
    .selectFrom('staff_change as c')
    .leftJoin('team as t', (join) =>
      join.onRef('t.agency_id', '=', 'c.agency_id').onRef('t.team_id', '=', 'c.team_id'),
    )
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 't.agency_id').onRef('p.program_id', '=', 't.program_id'),
    )
    .selectAll('c')
    .select(['t.name as team_name', 'p.name as program_name'])
    .where('c.agency_id', '=', agencyId)
    .$narrowType<{
      kind: StaffAct['kind'];
      state: ChangeState;
      roles: Role[] | null;
      roles_before: Role[] | null;
      team_role: TeamRole | null;
    }>();

type Row = Awaited<ReturnType<ReturnType<typeof changes>['executeTakeFirstOrThrow']>>;

const heldIn = (row: Row) => ({
  roles: row.roles ?? [],
  lastDay: row.ends_on,
  scope: scopeFrom(row),
});

function actOf(row: Row): StaffAct {
  const { kind } = row;
  switch (kind) {
    case 'invited':
      return { kind, ...heldIn(row) };
    case 'roles':
      return {
        kind,
        ...heldIn(row),
        before: {
          roles: row.roles_before ?? [],
          lastDay: row.ends_on_before,
          scope: scopeFrom({
            program_ids: row.program_ids_before,
            covers_from: row.covers_from_before,
            covers_until: row.covers_until_before,
            sample_id: row.sample_id_before,
          }),
        },
      };
    case 'joined-team':
      return { kind, teamId: must(row.team_id), teamRole: must(row.team_role) };
    case 'left-team':
      return { kind, teamId: must(row.team_id) };
    case 'recovered':
      return { kind, dropsSecondFactor: must(row.drops_second_factor) };
    case 'deactivated':
    case 'reactivated':
    case 'lists-given':
    case 'lists-withdrawn':
      return { kind };
  }
}

const changeOf = (row: Row): StaffChange => ({
  changeId: row.change_id,
  staffId: row.staff_id,
  act: actOf(row),
  teamName: [row.program_name, row.team_name].filter((part) => part).join(', '),
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  state: row.state,
  settledBy: row.settled_by,
  settledAt: row.settled_at,
});

type Wanted = {
  isWaiting: boolean;
  /** Where the page before ended. */
  after: readonly [at: string, id: string] | undefined;
  limit: number;
};

/** What waits, or what is settled, the newest first. */
export async function staffChangesOf(
  scope: Pick<Here, 'tx' | 'agencyId'>,
  { isWaiting, after, limit }: Wanted,
): Promise<StaffChange[]> {
  const [at, id] = after ?? [null, null];
  const rows = await changes(scope)
    .where('c.state', isWaiting ? '=' : '<>', 'waiting')
    .where(
      sql<boolean>`(${at}::timestamptz is null or (c.asked_at, c.change_id) < (${at}::timestamptz, ${id}::uuid))`,
    )
    .orderBy('c.asked_at', 'desc')
    .orderBy('c.change_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(changeOf);
}

/** Those whose invitation waits for a second person. */
export async function waitingToBeInvited({
  tx,
  agencyId,
}: Pick<Here, 'tx' | 'agencyId'>): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('staff_change')
    .select('staff_id')
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'waiting')
    .where('kind', '=', 'invited')
    .execute();
  return new Set(rows.map(({ staff_id }) => staff_id));
}

/** The change, held still until the transaction ends: two cannot settle it. */
export async function lockStaffChange(
  scope: Pick<Here, 'tx' | 'agencyId'>,
  changeId: string,
): Promise<StaffChange | undefined> {
  const row = await changes(scope)
    .where('c.change_id', '=', changeId)
    .forUpdate('c')
    .executeTakeFirst();
  return row && changeOf(row);
}

/** Roles and seats are made by the database itself; a way in is made next, in the same transaction. */
export async function confirmChange({ tx, at }: Here, changeId: string) {
  const ids = [newId(at), newId(at), newId(at)];
  await sql`select auth.confirm_staff_change(${changeId}, ${ids}::uuid[])`.execute(tx);
}

export async function settleChange(
  { tx, at, agencyId, actor }: Here,
  changeId: string,
  state: 'refused' | 'withdrawn',
) {
  await tx
    .updateTable('staff_change')
    .set({ state, settled_by: actor, settled_at: at })
    .where('agency_id', '=', agencyId)
    .where('change_id', '=', changeId)
    .execute();
}

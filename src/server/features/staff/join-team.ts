import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import * as teams from '#server/stores/staff/teams.ts';
import { changeSeat } from './change-seat.ts';

const done = { done: true } as const;

export async function joinTeam(input: InputOf<typeof contract.joinTeam>, visit: Visit) {
  const { tx, agencyId } = visit;
  const member = await findStaff(tx, agencyId, input.staffId);
  const team = await teams.findTeam(tx, agencyId, input.teamId);
  if (!member || !team) throw new Refused('not-found');
  if (member.deactivatedAt) throw new Refused('is-deactivated');
  const now = (await teams.teamMembersOf(tx, agencyId)).find(
    ({ teamId, staffId }) => teamId === input.teamId && staffId === input.staffId,
  );
  if (now?.teamRole === input.teamRole) throw new Refused('already-on-team');
  const { teamId, teamRole } = input;
  const outcome = await changeSeat(visit, member, { kind: 'joined-team', teamId, teamRole });
  if (outcome === 'waiting') return { outcome };
  if (now) await teams.leaveTeam(visit, now.teamMemberId);
  await teams.joinTeam(visit, input);
  return { outcome };
}

export async function leaveTeam({ teamMemberId }: { teamMemberId: string }, visit: Visit) {
  const seats = await teams.teamMembersOf(visit.tx, visit.agencyId);
  const seat = seats.find((each) => each.teamMemberId === teamMemberId);
  if (!seat || !(await teams.leaveTeam(visit, teamMemberId))) throw new Refused('not-found');
  const { staffId, teamId } = seat;
  await changeSeat(visit, { staffId, roles: [] }, { kind: 'left-team', teamId });
  return done;
}

import { allow, refuse, type Decision } from '#domain/decision.ts';
import type { StaffId } from '#domain/people.ts';

/** How one client's closed review stands: closed, or declared void since. */
export type ClosingStanding = {
  versionId: string;
  isVoid: boolean;
  facilitatorId: StaffId | null;
  programId: string;
};

type Asker = { by: StaffId; supervisedProgramIds: readonly string[] };

/** The supervisor of the program, or whoever led the conference. */
export const mayVoid = (
  { facilitatorId, programId }: Pick<ClosingStanding, 'facilitatorId' | 'programId'>,
  { by, supervisedProgramIds }: Asker,
): boolean => facilitatorId === by || supervisedProgramIds.includes(programId);

export type VoidRefusal = 'not-yours-to-void' | 'already-void' | 'not-void' | 'changed-meanwhile';

/** `seen` is the version whose effect the asker looked at before they decided. */
export function changeVoid(
  standing: ClosingStanding,
  { to, seen, ...asker }: Asker & { to: 'void' | 'restored'; seen: string },
): Decision<{ isVoid: boolean }, VoidRefusal> {
  if (!mayVoid(standing, asker)) return refuse('not-yours-to-void');
  if (to === 'void' && standing.isVoid) return refuse('already-void');
  if (to === 'restored' && !standing.isVoid) return refuse('not-void');
  if (standing.versionId !== seen) return refuse('changed-meanwhile');
  return allow({ isVoid: to === 'void' });
}

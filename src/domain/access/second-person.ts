import { dateInWords } from '#domain/words.ts';
import { roleWords, teamRoleWords } from './access-words.ts';
import type { Role } from './abilities.ts';
import type { TeamRole } from './team-roles.ts';

/** Roles that open what is said about clients, or that say who may: nobody hands one out alone where there is a second person. */
export const opensRecords = (held: readonly Role[]): boolean =>
  held.some((role) => role !== 'biller' && role !== 'auditor');

/** Roles, and the last day of an auditor's. */
type Held = { roles: readonly Role[]; lastDay: Temporal.PlainDate | null };

/** What is done about somebody's seat. */
export type StaffAct =
  | ({ kind: 'invited' } & Held)
  | ({ kind: 'roles'; before: Held } & Held)
  | { kind: 'joined-team'; teamId: string; teamRole: TeamRole }
  | { kind: 'left-team'; teamId: string }
  | { kind: 'recovered'; dropsSecondFactor: boolean }
  | { kind: 'deactivated' }
  | { kind: 'reactivated' };

export type ChangeState = 'done' | 'waiting' | 'refused' | 'withdrawn';

const named = ({ roles, lastDay }: Held) =>
  roles
    .map((role) =>
      role === 'auditor' && lastDay !== null
        ? `${roleWords[role]} until ${dateInWords(lastDay)}`
        : roleWords[role],
    )
    .join(', ') || 'none';

export function actInWords(act: StaffAct, teamName: string): string {
  switch (act.kind) {
    case 'invited':
      return `Invited as ${named(act)}`;
    case 'roles':
      return `Roles: ${named(act)} (before: ${named(act.before)})`;
    case 'joined-team':
      return `${teamName}: ${teamRoleWords[act.teamRole]}`;
    case 'left-team':
      return `Taken off ${teamName}`;
    case 'recovered':
      return act.dropsSecondFactor
        ? 'Helped to sign in: password, codes and passkeys anew'
        : 'Helped to sign in: password anew';
    case 'deactivated':
      return 'Deactivated';
    case 'reactivated':
      return 'Brought back';
  }
}

/** Whoever asked and whoever it is about are no second person. */
export const mayConfirm = (
  { state, askedBy, staffId }: { state: ChangeState; askedBy: string; staffId: string },
  who: string,
): boolean => state === 'waiting' && who !== askedBy && who !== staffId;

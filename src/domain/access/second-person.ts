import { dateInWords } from '#domain/words.ts';
import { roleWords, teamRoleWords } from './access-words.ts';
import type { Role } from './abilities.ts';
import { scopeInWords, type AuditorScope, type AuditSample } from './auditor-scope.ts';
import type { TeamRole } from './team-roles.ts';

/** Roles that open what is said about clients, or that say who may: nobody hands one out alone where there is a second person. */
export const opensRecords = (held: readonly Role[]): boolean =>
  held.some((role) => role !== 'biller' && role !== 'auditor');

/** Roles, the last day of an auditor's, and what they come for. */
type Held = {
  roles: readonly Role[];
  lastDay: Temporal.PlainDate | null;
  scope: AuditorScope;
};

/** What is done about somebody's seat. */
export type StaffAct =
  | ({ kind: 'invited' } & Held)
  | ({ kind: 'roles'; before: Held } & Held)
  | { kind: 'joined-team'; teamId: string; teamRole: TeamRole }
  | { kind: 'left-team'; teamId: string }
  | { kind: 'recovered'; dropsSecondFactor: boolean }
  | { kind: 'deactivated' }
  | { kind: 'reactivated' }
  | { kind: 'lists-given' }
  | { kind: 'lists-withdrawn' };

export type ChangeState = 'done' | 'waiting' | 'refused' | 'withdrawn';

/** How the team, the programs and the samples of an act are called. */
type Names = {
  teamName: string;
  programNames: ReadonlyMap<string, string>;
  samples: ReadonlyMap<string, AuditSample>;
};

/** Wherever a program of somebody's seat is named. */
export const programCalled = (programId: string, names: Names['programNames']): string =>
  names.get(programId) ?? 'Not known';

const named = ({ roles, lastDay, scope }: Held, { programNames, samples }: Names) =>
  roles
    .map((role) => {
      if (role !== 'auditor') return roleWords[role];
      return [
        roleWords[role],
        scopeInWords(scope, { nameOf: (id) => programCalled(id, programNames), samples }),
        lastDay === null ? '' : ` until ${dateInWords(lastDay)}`,
      ].join('');
    })
    .join(', ') || 'none';

export function actInWords(act: StaffAct, names: Names): string {
  const { teamName } = names;
  switch (act.kind) {
    case 'invited':
      return `Invited as ${named(act, names)}`;
    case 'roles':
      return `Roles: ${named(act, names)} (before: ${named(act.before, names)})`;
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
    case 'lists-given':
      return 'May save lists as files';
    case 'lists-withdrawn':
      return 'May no longer save lists as files';
  }
}

/** Whoever asked and whoever it is about are no second person. */
export const mayConfirm = (
  { state, askedBy, staffId }: { state: ChangeState; askedBy: string; staffId: string },
  who: string,
): boolean => state === 'waiting' && who !== askedBy && who !== staffId;

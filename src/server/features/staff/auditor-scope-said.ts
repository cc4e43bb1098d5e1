import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
import type { Role } from '#domain/access/abilities.ts';
import {
  limitsInVain,
  ofEverything,
  type AuditorScope,
  type AuditPeriod,
} from '#domain/access/auditor-scope.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programNamesAmong } from '#server/stores/audited-programs.ts';
import type { HeldRoles } from '#server/stores/staff-roles.ts';

type Said = Pick<
  InputOf<typeof changeStaff>,
  | 'roles'
  | 'auditorScope'
  | 'auditorProgramIds'
  | 'auditorPeriod'
  | 'auditorCoversFrom'
  | 'auditorCoversUntil'
>;

/** What somebody is to come for as an auditor; what nothing is said of stays as it was before. */
export async function scopeIn(
  said: Said,
  before: HeldRoles | null,
  visit: Visit,
): Promise<AuditorScope> {
  if (!said.roles.includes('auditor')) return ofEverything;
  const programs = await programsIn(said, before?.roles ?? [], visit);
  const period = periodIn(said);
  const held = before?.auditorScope ?? ofEverything;
  const scope = {
    programs: programs === undefined ? held.programs : programs,
    period: period === undefined ? held.period : period,
  };
  if (limitsInVain(said.roles, scope))
    throw badInput(
      'roles',
      'Supervisors and administrators read what was written on any day. Leave that role out, or let them come for any day.',
    );
  return scope;
}

/** For which programs an auditor is to come, null for every one; undefined where nothing is said of one who is an auditor already. */
async function programsIn(
  { roles, auditorScope, auditorProgramIds }: Said,
  heldBefore: readonly Role[],
  visit: Visit,
): Promise<readonly string[] | null | undefined> {
  if (!roles.includes('auditor')) return null;
  if (auditorProgramIds.length === 0) {
    if (auditorScope === 'chosen')
      throw badInput('auditorProgramIds', 'Choose at least one program, or every program.');
    if (auditorScope === 'every') return null;
    if (heldBefore.includes('auditor')) return undefined;
    throw badInput('auditorScope', 'Choose every program, or some.');
  }
  if (auditorScope === 'every')
    throw badInput('auditorScope', 'Choose every program, or name some: not both.');
  const known = await programNamesAmong(visit);
  if (auditorProgramIds.every((id) => known.has(id))) return auditorProgramIds;
  throw badInput('auditorProgramIds', 'Choose programs from the list.');
}

/** The days of what they read, null for any; undefined where nothing is said of it. */
function periodIn({
  auditorPeriod,
  auditorCoversFrom: from,
  auditorCoversUntil: until,
}: Said): AuditPeriod | null | undefined {
  if (!from && !until && auditorPeriod !== 'between')
    return auditorPeriod === undefined ? undefined : null;
  if (auditorPeriod === 'any')
    throw badInput('auditorPeriod', 'Choose any day, or name the days: not both.');
  if (!from) throw badInput('auditorCoversFrom', 'Enter the first day of what they read.');
  if (!until) throw badInput('auditorCoversUntil', 'Enter the last day of what they read.');
  const days = { from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until) };
  if (Temporal.PlainDate.compare(days.from, days.until) > 0)
    throw badInput('auditorCoversUntil', 'The last day lies before the first one.');
  return days;
}

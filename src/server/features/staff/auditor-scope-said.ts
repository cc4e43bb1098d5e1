import type { InputOf } from '#contract/endpoint.ts';
import type { changeStaff } from '#contract/staff.ts';
import type { Role } from '#domain/access/abilities.ts';
import {
  limitsInVain,
  ofEverything,
  type AuditorScope,
  type AuditPeriod,
} from '#domain/access/auditor-scope.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { makeSample, type WantedSample } from '#server/stores/audit/audit-samples.ts';
import { programNamesAmong } from '#server/stores/audit/audited-programs.ts';
import type { HeldRoles } from '#server/stores/staff/staff-roles.ts';

type Said = Pick<
  InputOf<typeof changeStaff>,
  | 'roles'
  | 'auditorScope'
  | 'auditorProgramIds'
  | 'auditorPeriod'
  | 'auditorCoversFrom'
  | 'auditorCoversUntil'
  | 'auditorSample'
  | 'auditorSampleSize'
  | 'auditorSampleSeed'
  | 'auditorSampleNumbers'
>;

/** What somebody is to come for as an auditor; what nothing is said of stays as it was before. */
export async function scopeIn(
  said: Said,
  before: HeldRoles | null,
  visit: Visit,
): Promise<AuditorScope> {
  if (!said.roles.includes('auditor')) return ofEverything;
  const programs = await programsIn(said, before?.roles ?? [], visit);
  const isNew = !before?.roles.includes('auditor');
  const period = periodIn(said);
  // Whoever comes anew comes for something that somebody chose, the whole of it included.
  if (isNew && period === undefined)
    throw badInput('auditorPeriod', 'Choose any day, or the days between two.');
  if (isNew && (said.auditorSample === undefined || said.auditorSample === 'kept'))
    throw badInput('auditorSample', 'Choose everybody, or a sample.');
  const held = before?.auditorScope ?? ofEverything;
  const scope = {
    programs: programs === undefined ? held.programs : programs,
    period: period === undefined ? held.period : period,
    sample: held.sample,
  };
  const wanted = sampleIn(said, visit);
  const sampled = { ...scope, sample: wanted === null ? null : scope.sample };
  const isInVain = limitsInVain(
    said.roles,
    wanted ? { ...sampled, sample: wanted.method } : sampled,
  );
  if (isInVain)
    throw badInput(
      'roles',
      'Supervisors and administrators read of any day and of everybody. Leave that role out, or let the auditor do so too.',
    );
  if (wanted === undefined || wanted === null) return sampled;
  const sample = await makeSample(visit, wanted, scope);
  if (sample === null) throw badInput('auditorSampleNumbers', 'One of these numbers is nobody’s.');
  return { ...scope, sample };
}

/** For which programs an auditor is to come, null for every one; undefined where nothing is said of one who is an auditor already. */
async function programsIn(
  { auditorScope, auditorProgramIds }: Said,
  heldBefore: readonly Role[],
  visit: Visit,
): Promise<readonly string[] | null | undefined> {
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

// What an id ends with is made by chance.
const randomSeed = (at: Temporal.Instant) => newId(at).slice(-8);

/** Which sample is to be made, null for everybody; undefined where it stays as it is. */
function sampleIn(
  {
    auditorSample,
    auditorSampleSize: howMany,
    auditorSampleSeed: seed,
    auditorSampleNumbers = '',
  }: Said,
  { at }: Visit,
): WantedSample | null | undefined {
  switch (auditorSample) {
    case 'everybody':
      return null;
    case 'drawn':
      if (howMany === undefined) throw badInput('auditorSampleSize', 'Enter how many are drawn.');
      return { method: 'drawn', howMany, seed: seed || randomSeed(at) };
    case 'chosen': {
      const numbers = [...new Set(auditorSampleNumbers.match(/\d+/g)?.map(Number) ?? [])];
      if (numbers.length === 0)
        throw badInput('auditorSampleNumbers', 'Enter the numbers of those in the sample.');
      if (numbers.length > 500)
        throw badInput('auditorSampleNumbers', 'At most five hundred numbers.');
      if (numbers.some((number) => number > 2_000_000_000))
        throw badInput('auditorSampleNumbers', 'One of these numbers is nobody’s.');
      return { method: 'chosen', numbers };
    }
    case 'kept':
    case undefined:
      return undefined;
  }
}

import type { checkAudit as checking, readAudit as reading } from '#contract/audit.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { trailOf } from '#server/stores/audit-trail.ts';
import { auditedOnly } from '#server/stores/audited-programs.ts';
import { staffOf } from '#server/stores/staff.ts';
import { inWords, keyIn, keyOf } from './trail-view.ts';
import { verifyAudit } from './verify-audit.ts';

const pageSize = 50;

/** That somebody read the trail is a row of it too. */
export async function readAudit(
  { staffId, clientNumber, from, until, after }: InputOf<typeof reading>,
  visit: Visit,
): Promise<ReplyOf<typeof reading>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
  const end = until ? startOf(Temporal.PlainDate.from(until).add({ days: 1 })) : null;
  const found = await trailOf(visit.tx, {
    staffId: staffId || null,
    clientNumber: clientNumber ?? null,
    since: from ? startOf(Temporal.PlainDate.from(from)) : null,
    before: keyIn(after) ?? end,
    limit: pageSize + 1,
  });
  const page = found.slice(0, pageSize);
  const words = await inWords(visit, page);
  const last = page.at(-1);
  const staff = await staffOf(visit.tx, visit.agencyId);
  return {
    lines: page.flatMap(({ outcome, clients, service }, index) => {
      const told = words[index];
      if (!told) return [];
      const who = service === null ? told.who : { name: 'Roundtable', title: '' };
      return [{ ...told, who, outcome: outcomeOf(outcome), clients }];
    }),
    staff: staff.map((member) => ({ staffId: member.staffId, name: member.fullName })),
    onlyAbout: await onlyAbout(visit),
    next: found.length > pageSize && last ? keyOf(last) : null,
  };
}

/** By name the programs that an auditor comes for; none for whoever reads all lines. */
async function onlyAbout(visit: Visit): Promise<string[]> {
  if (visit.roles.includes('administrator') || visit.roles.includes('supervisor')) return [];
  return ((await auditedOnly(visit)) ?? []).map(({ name }) => name);
}

const outcomeOf = (outcome: string) =>
  outcome === 'denied' || outcome === 'failed' ? outcome : ('done' as const);

/** Without the checkpoints, which lie outside: the command `verify-audit` compares those too. */
export async function checkAudit(_input: object, visit: Visit): Promise<ReplyOf<typeof checking>> {
  const verdict = await verifyAudit(visit.shell, {
    marks: [],
    foreign: 0,
    only: visit.agencyId,
  });
  const { rows, seals, waiting, findings } = verdict;
  return {
    rows,
    seals,
    waiting,
    findings: findings.slice(0, 100).map(({ row, what }) => `${row}: ${what}`),
    isWhole: findings.length === 0,
  };
}

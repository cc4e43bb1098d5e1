import type { checkAudit as checking, readAudit as reading } from '#contract/audit.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { trailOf, type AgencyLine } from '#server/stores/audit/audit-trail.ts';
import { sampledClients } from '#server/stores/audit/audit-samples.ts';
import { auditedDays, auditedOnly } from '#server/stores/audit/audited-programs.ts';
import { staffOf } from '#server/stores/staff/staff.ts';
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
  // A line about somebody is of their case, whoever reads the trail.
  const words = await inWords(visit, page, ({ clients }) => clients.length === 0);
  const last = page.at(-1);
  const only = await onlyAbout(visit);
  const days = await onlyBetween(visit);
  const onlySample = await ofSample(visit);
  return {
    lines: page.flatMap(({ outcome, clients, service }, index) => {
      const told = words[index];
      if (!told) return [];
      const who = nobodyOfOurs(service) ?? told.who;
      return [{ ...told, who, outcome: outcomeOf(outcome), clients }];
    }),
    staff:
      only === null && days === null && onlySample === null
        ? await everybody(visit)
        : whoStandsIn(page, words),
    onlyAbout: only,
    onlyBetween: days && { from: days.from.toString(), until: days.until.toString() },
    onlySample,
    next: found.length > pageSize && last ? keyOf(last) : null,
  };
}

const nobodyOfOurs = (service: string | null) =>
  service === null ? null : { name: service === 'guest' ? 'A guest' : 'Roundtable', title: '' };

async function everybody({ tx, agencyId }: Visit) {
  const staff = await staffOf(tx, agencyId);
  return staff.map(({ staffId, fullName }) => ({ staffId, name: fullName }));
}

type Told = Awaited<ReturnType<typeof inWords>>[number];

function whoStandsIn(page: readonly AgencyLine[], words: readonly Told[]) {
  const names = page.flatMap(({ actorId }, index) =>
    actorId === null ? [] : [[actorId, words[index]?.who.name ?? ''] as const],
  );
  return [...new Map(names)]
    .map(([staffId, name]) => ({ staffId, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

const seesAll = ({ roles }: Visit) =>
  roles.includes('administrator') || roles.includes('supervisor');

/** By name the programs that an auditor comes for; null for whoever reads all lines. */
async function onlyAbout(visit: Visit): Promise<string[] | null> {
  if (seesAll(visit)) return null;
  return (await auditedOnly(visit))?.map(({ name }) => name) ?? null;
}

/** The days of the lines that an auditor reads; null for any day. */
const onlyBetween = async (visit: Visit) => (seesAll(visit) ? null : auditedDays(visit));

/** How many clients are in the sample that an auditor comes for; null for everybody. */
const ofSample = async (visit: Visit) => (seesAll(visit) ? null : sampledClients(visit));

const outcomeOf = (outcome: string) =>
  outcome === 'denied' || outcome === 'failed' ? outcome : ('done' as const);

/**
 * Without the checkpoints, which lie outside: the command `verify-audit` compares those too. An auditor of some of it is told
 * whether the trail is whole, not how long it is, nor of which lines that are not theirs something is wrong.
 */
export async function checkAudit(_input: object, visit: Visit): Promise<ReplyOf<typeof checking>> {
  const verdict = await verifyAudit(visit.shell, {
    marks: [],
    foreign: 0,
    only: visit.agencyId,
  });
  const { rows, seals, waiting, findings } = verdict;
  const isWhole = findings.length === 0;
  const isOfSome =
    (await onlyAbout(visit)) !== null ||
    (await onlyBetween(visit)) !== null ||
    (await ofSample(visit)) !== null;
  if (isOfSome) return { isWhole, all: null };
  const named = findings.slice(0, 100).map(({ row, what }) => `${row}: ${what}`);
  return { isWhole, all: { rows, seals, waiting, findings: named } };
}

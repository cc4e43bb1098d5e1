import { sensitivityClasses } from '#domain/people.ts';
import { ruleNameIn } from '#domain/policy-clock/rule-names.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { exemptionReasons } from '#domain/policy-clock/exemption-reasons.ts';
import type { ClockFactTold } from '#domain/record/clock-fact-told.ts';
import { recordChanges } from '#domain/record/record-facts.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changesById } from '#server/stores/clock/change-events.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { notesOf } from '#server/stores/fact-notes-read.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

type Entry = {
  record_entry_id: string;
  client_id: string;
  kind: string;
  about_id: string | null;
  change: string | null;
};

type ClockKind = ClockFactTold['kind'];
const isClockKind = (kind: string): kind is ClockKind =>
  kind === 'change' || kind === 'reassessment' || kind === 'exemption' || kind === 'pause';

/** What the entries about changes, reassessments, exemptions and pauses tell, by entry; what may not be read is left out. */
export async function clockFactsOfRecord(
  here: Here,
  rows: readonly Entry[],
): Promise<Map<string, ClockFactTold>> {
  const own = rows.filter(({ kind }) => isClockKind(kind));
  if (own.length === 0) return new Map();
  const ids = (kind: ClockKind) =>
    own.flatMap((row) => (row.kind === kind && row.about_id !== null ? [row.about_id] : []));
  const programs = await programsOfClients(here, [...new Set(own.map((row) => row.client_id))]);
  const known = new Map([
    ...(await changesTold(here, ids('change'), programs)),
    ...(await reassessmentsTold(here, ids('reassessment'), programs)),
    ...(await exemptionsTold(here, ids('exemption'), programs)),
    ...(await pausesTold(here, ids('pause'), programs)),
  ]);
  const notes = await notesOf(here, [
    ...new Set([...known.values()].map(({ firstId }) => firstId)),
  ]);
  return new Map(
    own.flatMap((row) => {
      const fact = known.get(row.about_id ?? '');
      if (!fact) return [];
      const told = fact.tell(row.change ?? '');
      const theirs = (notes.get(fact.firstId) ?? []).filter(
        ({ kind }) => belongsTo(told) === (kind === 'withdrawn' ? 'withdrawal' : 'beginning'),
      );
      return [[row.record_entry_id, { ...told, notes: theirs }] as const];
    }),
  );
}

/** The words stand where they were written: beside the fact itself, or beside its being taken back. */
function belongsTo({ change }: ClockFactTold): 'beginning' | 'withdrawal' | null {
  if (change === 'withdrawn') return 'withdrawal';
  return change === 'corrected' || change === 'ended' ? null : 'beginning';
}

type Known = { firstId: string; tell: (change: string) => ClockFactTold };
type Programs = ReadonlyMap<string, { name: string; policies: readonly ProgramPolicy[] }>;

const nameIn = (programs: Programs, enrollmentId: string) =>
  programs.get(enrollmentId) ?? { name: 'A program', policies: [] };

const as = <Change extends string>(known: readonly [Change, ...Change[]], change: string): Change =>
  known.find((each) => each === change) ?? known[0];

async function changesTold(here: Here, ids: readonly string[], programs: Programs) {
  const policies = [...programs.values()].flatMap((program) => program.policies);
  return (await changesById(here, ids)).map((event): [string, Known] => [
    event.changeEventId,
    {
      firstId: event.firstId,
      tell: (change) => ({
        kind: 'change',
        change: as(recordChanges.change, change),
        changeEventId: event.changeEventId,
        label: ruleNameIn(policies, event.code),
        class: sensitivityClasses.find((known) => known === event.class) ?? 'general',
        notes: [],
        isSuperseded: event.supersededAt !== null,
      }),
    },
  ]);
}

async function reassessmentsTold({ tx, agencyId }: Here, ids: string[], programs: Programs) {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('reassessment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('reassessment_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map((row): [string, Known] => [
    row.reassessment_id,
    {
      firstId: row.first_id ?? row.reassessment_id,
      tell: (change) => ({
        kind: 'reassessment',
        change: as(recordChanges.reassessment, change),
        program: nameIn(programs, row.enrollment_id).name,
        happensOn: row.happens_on,
        notes: [],
        isSuperseded: row.superseded_at !== null,
      }),
    },
  ]);
}

async function exemptionsTold({ tx, agencyId }: Here, ids: string[], programs: Programs) {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('exemption')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('exemption_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map((row): [string, Known] => {
    const { name, policies } = nameIn(programs, row.enrollment_id);
    return [
      row.exemption_id,
      {
        firstId: row.first_id ?? row.exemption_id,
        tell: (change) => ({
          kind: 'exemption',
          change: as(recordChanges.exemption, change),
          program: name,
          client: policies.at(-1)?.vocabulary.client ?? 'client',
          rule: row.rule_id === null ? '' : ruleNameIn(policies, row.rule_id),
          reason: exemptionReasons.find((known) => known === row.reason) ?? 'other',
          until: row.ends_on,
          reviewOn: row.review_on,
          notes: [],
          isSuperseded: row.superseded_at !== null,
        }),
      },
    ];
  });
}

async function pausesTold({ tx, agencyId }: Here, ids: string[], programs: Programs) {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('pause')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('pause_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map((row): [string, Known] => [
    row.pause_id,
    {
      firstId: row.first_id ?? row.pause_id,
      tell: (change) => ({
        kind: 'pause',
        change: as(recordChanges.pause, change),
        program: nameIn(programs, row.enrollment_id).name,
        kindOfPause: row.kind,
        until: row.resumed_on,
        reviewOn: row.review_on,
        notes: [],
        isSuperseded: row.superseded_at !== null,
      }),
    },
  ]);
}

/** The program of each enrollment of these clients, with the rules that give things their names. */
async function programsOfClients(here: Here, clientIds: readonly string[]): Promise<Programs> {
  const rows = await here.tx
    .selectFrom('enrollment as e')
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'e.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .select(['e.enrollment_id', 'e.program_id', 'p.name'])
    .where('e.agency_id', '=', here.agencyId)
    .where('e.client_id', '=', oneOf(clientIds))
    .modifyEnd(keepPlan)
    .execute();
  const rules = await programRulesOf(here, [...new Set(rows.map((row) => row.program_id))]);
  return new Map(
    rows.map((row) => [
      row.enrollment_id,
      { name: row.name, policies: rules.get(row.program_id)?.policies ?? [] },
    ]),
  );
}

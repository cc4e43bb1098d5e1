import { sql } from 'kysely';
import type { SensitivityClass } from '#domain/people.ts';
import { presets, type PresetId } from '#domain/program-policy/presets/presets.ts';
import { newId } from '#server/platform/ids.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';
import { ofPolicyInForce } from '#server/stores/policy-in-force.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export type Program = {
  programId: string;
  name: string;
  preset: string;
  timeZone: string;
  goLiveOn: Temporal.PlainDate;
  closedOn: Temporal.PlainDate | null;
  class: SensitivityClass;
  /** The title of the document whose rules are in force. */
  policyTitle: string;
};

export async function programsOf(tx: Tx, agencyId: string): Promise<Program[]> {
  return tx
    .selectFrom('program as p')
    .select([
      'p.program_id as programId',
      'p.name',
      'p.preset',
      'p.time_zone as timeZone',
      'p.go_live_on as goLiveOn',
      'p.closed_on as closedOn',
      'p.class',
      ofPolicyInForce<string>(sql`y.document -> 'identity' ->> 'title'`).as('policyTitle'),
    ])
    .where('p.agency_id', '=', agencyId)
    .orderBy('p.name')
    .$narrowType<{ class: SensitivityClass }>()
    .execute();
}

export async function hasProgram(tx: Tx, agencyId: string, programId: string) {
  const row = await tx
    .selectFrom('program')
    .select('program_id')
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', programId)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewProgram = {
  name: string;
  preset: PresetId;
  timeZone: string;
  goLiveOn: Temporal.PlainDate;
  class: SensitivityClass;
};

/** The program keeps its own copy of the preset's rules, in its own time zone, so that they can be changed. */
export async function addProgram({ tx, at, agencyId }: Here, program: NewProgram): Promise<string> {
  const programId = newId(at);
  const policy = { ...presets[program.preset], timeZone: program.timeZone };
  await tx
    .insertInto('program')
    .values({
      agency_id: agencyId,
      program_id: programId,
      name: program.name,
      preset: program.preset,
      time_zone: program.timeZone,
      go_live_on: program.goLiveOn,
      class: program.class,
      created_at: at,
    })
    .execute();
  await tx
    .insertInto('program_policy')
    .values({
      agency_id: agencyId,
      program_id: programId,
      version: 1,
      effective_from: policy.effectiveFrom,
      document: JSON.stringify({ ...policy, version: 1 }),
      recorded_at: at,
    })
    .execute();
  return programId;
}

import { sql } from 'kysely';
import type { AuditorScope, AuditSample } from '#domain/access/auditor-scope.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

/** Who is in it: the clients with these numbers, or as many as are wanted, by lot of this seed. */
export type WantedSample =
  | { method: 'chosen'; numbers: readonly number[] }
  | { method: 'drawn'; howMany: number; seed: string };

/** Writes a sample down, of whoever was enrolled where and when the auditor comes for; null where a number is nobody’s. */
export async function makeSample(
  { tx, at }: Here,
  wanted: WantedSample,
  { programs, period }: AuditorScope,
): Promise<string | null> {
  const sampleId = newId(at);
  const { numbers, howMany, seed } = partsOf(wanted);
  const { rows } = await sql<{ found: number }>`
    select auth.make_sample(${sampleId}, ${numbers}::integer[], ${howMany}::integer, ${seed}::text,
      ${programs === null ? null : [...programs]}::uuid[], ${period?.from.toString() ?? null}::date,
      ${period?.until.toString() ?? null}::date) as found`.execute(tx);
  return rows[0]?.found === (numbers?.length ?? howMany) ? sampleId : null;
}

const partsOf = (wanted: WantedSample) =>
  wanted.method === 'chosen'
    ? { numbers: [...wanted.numbers], howMany: null, seed: null }
    : { numbers: null, howMany: wanted.howMany, seed: wanted.seed };

/** The samples of the agency, without who is in them. */
export async function samplesAmong({
  tx,
  agencyId,
}: Pick<Here, 'tx' | 'agencyId'>): Promise<Map<string, AuditSample>> {
  const rows = await tx
    .selectFrom('audit_sample')
    .select(['sample_id', 'how_many', 'seed'])
    .where('agency_id', '=', agencyId)
    .execute();
  return new Map(
    rows.map(({ sample_id, how_many, seed }) => [sample_id, { howMany: how_many, seed }]),
  );
}

/** How many clients are in the sample that the asker comes for as an auditor; null for everybody. */
export async function sampledClients({ tx }: Pick<Here, 'tx'>): Promise<number | null> {
  const { rows } = await sql<{ howMany: number | null }>`
    select cardinality(auth.sampled()) as "howMany"`.execute(tx);
  return rows[0]?.howMany ?? null;
}

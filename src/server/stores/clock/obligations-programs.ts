import { sql } from 'kysely';
import { clientWord } from '#domain/program-policy/client-word.ts';
import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { readVocabulary } from '#server/platform/clock-documents.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { ofPolicyInForce } from '#server/stores/policy-in-force.ts';

type Asking = Pick<Visit, 'tx' | 'agencyId' | 'teamIds' | 'supervisedProgramIds' | 'roles'>;

export type ProgramNames = { name: string; today: Temporal.PlainDate; vocabulary: Vocabulary };

/** What these programs are called, what they call things, and the date it now is there. */
export async function programNamesOf(
  { tx, agencyId, at }: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  programIds: readonly string[],
): Promise<Map<string, ProgramNames>> {
  if (programIds.length === 0) return new Map();
  const rows = await sendOn(
    tx,
    tx
      .selectFrom('program as p')
      .select([
        'p.program_id',
        'p.name',
        'p.time_zone',
        ofPolicyInForce(sql`y.document -> 'vocabulary'`).as('vocabulary'),
      ])
      .where('p.agency_id', '=', agencyId)
      .where('p.program_id', '=', oneOf(programIds))
      .modifyEnd(keepPlan),
  );
  return new Map(
    rows.map(({ program_id: programId, name, time_zone: timeZone, vocabulary }) => [
      programId,
      {
        name,
        today: at.toZonedDateTimeISO(timeZone).toPlainDate(),
        vocabulary: readVocabulary(vocabulary),
      },
    ]),
  );
}

/** What the asker's own programs call those they serve, for what stands over several of them. */
export async function ourClientWord({ tx }: Pick<Visit, 'tx'>): Promise<string> {
  const { rows } = await sql<{ words: string[] }>`select auth.own_client_words() as words`.execute(
    tx,
  );
  return clientWord((rows[0]?.words ?? []).map((client) => ({ client })));
}

/** The programs to choose from; a program's name is everybody's to know within the agency. */
export async function openProgramsOf({ tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>) {
  return tx
    .selectFrom('program')
    .select(['program_id as programId', 'name'])
    .where('agency_id', '=', agencyId)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
}

/**
 * Those of the asker's programs in which no conference is ever required at set times, by name: a list without their clients would
 * look as if somebody had forgotten them.
 */
export async function programsWithoutRoutine(
  { tx, agencyId, teamIds, supervisedProgramIds, roles }: Asking,
  programId: string | undefined,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('program as p')
    .select('p.name')
    .where('p.agency_id', '=', agencyId)
    .where('p.closed_on', 'is', null)
    .$if(programId !== undefined, (query) => query.where('p.program_id', '=', programId ?? ''))
    .$if(!roles.includes('administrator'), (query) =>
      query.where(
        sql<boolean>`(p.program_id = any(${[...supervisedProgramIds]}::uuid[]) or exists (select from team t
          where t.agency_id = p.agency_id and t.program_id = p.program_id and t.team_id = any(${[...teamIds]}::uuid[])))`,
      ),
    )
    .where(
      ofPolicyInForce<boolean>(
        sql`not exists (select from jsonb_array_elements(y.document -> 'cadence') r where r ->> 'obligation' <> 'not_required')`,
      ),
    )
    .orderBy('p.name')
    .modifyEnd(keepPlan)
    .execute();
  return rows.map(({ name }) => name);
}

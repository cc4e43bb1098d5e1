import type { SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';

/** The classes that programs tell by their names; a program that is not in it tells none. */
export async function classesOfPrograms({
  tx,
  agencyId,
}: Pick<Visit, 'tx' | 'agencyId'>): Promise<Map<string, SensitivityClass>> {
  const telling = await tx
    .selectFrom('program')
    .select(['program_id as programId', 'class'])
    .where('agency_id', '=', agencyId)
    .where('class', '<>', 'general')
    .$narrowType<{ class: SensitivityClass }>()
    .execute();
  return new Map(telling.map((each) => [each.programId, each.class]));
}

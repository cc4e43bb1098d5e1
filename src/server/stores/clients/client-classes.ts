import { restrictedClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';

/** The restricted classes that the case holds, highest first, as far as the asker may know of them. */
export async function knownClassesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<SensitivityClass[]> {
  const rows = await tx
    .selectFrom('client_class')
    .select('class')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .execute();
  return restrictedClasses.filter((known) => rows.some((row) => row.class === known));
}

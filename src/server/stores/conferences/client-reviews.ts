import { sql } from 'kysely';
import { restrictedClasses, type ClientId } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientName } from '#domain/client-name.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** What a screen or a form says about the client of one review. */
export type ReviewClient = {
  clientId: ClientId;
  name: string;
  legalName: string;
  number: number;
  pronouns: string;
  bornOn: Temporal.PlainDate | null;
  languages: string[];
  interpreterNeeded: boolean;
  hasDied: boolean;
  /** Whether the asker has the case, oversees it or opened it in an emergency. */
  isTheirs: boolean;
  /** Whether they may read every class that a case can hold, too. */
  readsWholeCase: boolean;
};

/** By training and title (0041). */
const isClearedForAll = sql<boolean>`(select auth.cleared()) @> ${[...restrictedClasses]}::text[]`;

/** Of the client `p`, whether the asker has the case, oversees it or opened it in an emergency (0049). */
const isTheirs = sql<boolean>`((select auth.is_emergency()) or p.overseeing_ids && (select auth.supervised())
  or p.manager_ids && array[(select auth.actor())] and p.scope_changes_on > (select auth.today()))`;

/** Of the client `p`, whether it is theirs in that way and they may read every class: whatever this case holds, or the answer would tell. */
export const readsWholeCase = sql<boolean>`(${isClearedForAll} and ${isTheirs})`;

export async function reviewClients(
  { tx, agencyId }: Scope,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, ReviewClient>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('client as p')
    .select(['client_id', 'client_number', 'pronouns', 'born_on', 'languages'])
    .select([
      'legal_given as legalGiven',
      'legal_family as legalFamily',
      'preferred_name as preferredName',
    ])
    .select(['interpreter_needed', 'deceased_on'])
    .select([isTheirs.as('is_theirs'), readsWholeCase.as('reads_whole_case')])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', oneOf([...new Set(clientIds)]))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => [
      row.client_id,
      {
        clientId: row.client_id,
        name: clientName(row),
        legalName: clientName({ ...row, preferredName: '' }),
        number: row.client_number,
        pronouns: row.pronouns,
        bornOn: row.born_on,
        languages: row.languages,
        interpreterNeeded: row.interpreter_needed,
        hasDied: row.deceased_on !== null,
        isTheirs: row.is_theirs,
        readsWholeCase: row.reads_whole_case,
      },
    ]),
  );
}

export async function programNames(
  { tx, agencyId }: Scope,
  programIds: readonly string[],
): Promise<Map<string, string>> {
  if (programIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('program')
    .select(['program_id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('program_id', 'in', [...new Set(programIds)])
    .execute();
  return new Map(rows.map((row) => [row.program_id, row.name]));
}

/** The conference that one client's review belongs to, and whose it is. */
export async function whereReviewIs({ tx, agencyId }: Scope, reviewId: string) {
  return tx
    .selectFrom('client_review')
    .select([
      'conference_id as conferenceId',
      'client_id as clientId',
      'enrollment_id as enrollmentId',
    ])
    .where('agency_id', '=', agencyId)
    .where('review_id', '=', reviewId)
    .executeTakeFirst();
}

/** The next date on which a conference is due for this enrollment, once the clock has been asked. */
export async function nextDueOn({ tx, agencyId }: Scope, enrollmentId: string) {
  const row = await tx
    .selectFrom('obligation')
    .select(({ fn }) => fn.min('due_on').as('dueOn'))
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', '=', enrollmentId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row?.dueOn ?? null;
}

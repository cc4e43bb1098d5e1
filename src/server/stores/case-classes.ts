import { sql } from 'kysely';
import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { classesOfCases } from './care-teams.ts';
import { recordLowering } from '#server/stores/conferences/client-reviews-save.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';

/** What new words about one client may carry, and whether the writer may know it. */
export type CaseClasses = { ofCase: SensitivityClass; seesAll: boolean };

export async function caseClasses(visit: Visit, clientId: ClientId): Promise<CaseClasses> {
  const ofCase = (await classesOfCases(visit.tx, [clientId])).get(clientId) ?? 'general';
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  return { ofCase, seesAll: client?.readsWholeCase ?? false };
}

/**
 * The kinds of information about this client that the asker may read, which is the same question for every client: general for
 * whoever sees them, the rest for who manages or oversees the case and is cleared for it.
 */
export async function readableClasses(
  visit: Visit,
  clientId: ClientId,
): Promise<readonly SensitivityClass[]> {
  return (await readableClassesOf(visit, [clientId])).get(clientId) ?? ['general'];
}

/** The same of several, each that the asker sees. */
export async function readableClassesOf(
  visit: Visit,
  clientIds: readonly ClientId[],
): Promise<Map<ClientId, readonly SensitivityClass[]>> {
  const clients = await reviewClients(visit, clientIds);
  const { rows } = await sql<{ cleared: string[] }>`
    select auth.cleared() as cleared ${keepPlan}`.execute(visit.tx);
  const cleared = rows[0]?.cleared ?? [];
  const known = sensitivityClasses.filter((each) => each === 'general' || cleared.includes(each));
  return new Map([...clients].map(([id, { isTheirs }]) => [id, isTheirs ? known : ['general']]));
}

/** A form's name tells what it is for: its paper opens for whoever may read all of what it can be about. */
export const mayOpenPapers = (readable: readonly SensitivityClass[]) =>
  sensitivityClasses.every((each) => readable.includes(each));

/** New words take the highest class of the case. Anybody may say that theirs are more; only who may read all of the case, that they are less. */
export function chooseClass(
  { ofCase, seesAll }: CaseClasses,
  wanted: SensitivityClass | null,
): SensitivityClass {
  if (wanted === null) return ofCase;
  return seesAll ? wanted : higherClass(ofCase, wanted);
}

/** What somebody may choose among, the highest of the case first; nothing where they may not read all of it. */
export const classesToChoose = ({ ofCase, seesAll }: CaseClasses): SensitivityClass[] =>
  seesAll ? [ofCase, ...sensitivityClasses.filter((each) => each !== ofCase)] : [];

type Words = {
  aboutId: string;
  clientId: ClientId;
  class: SensitivityClass;
  /** The class that the words had before. */
  before?: SensitivityClass;
};

export async function noteLowering(visit: Visit, { ofCase }: CaseClasses, words: Words) {
  const { aboutId, clientId, class: to, before = 'general' } = words;
  const from = higherClass(ofCase, before);
  if (higherClass(from, to) === to) return;
  visit.touch(aboutId);
  await recordLowering(visit, { aboutId, clientId, from, to });
}

/** The class that a case held when somebody gave words of it a lower one, and who. */
export type Lowering = { from: SensitivityClass; by: string };

/** By what was lowered; of what the asker may know. */
export async function loweringsOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
): Promise<Map<string, Lowering>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('lowered_class')
    .select(['about_id', 'class as from', 'lowered_by as by'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', oneOf(clientIds))
    .modifyEnd(keepPlan)
    .$narrowType<{ from: SensitivityClass }>()
    .execute();
  return new Map(rows.map(({ about_id: id, ...lowering }) => [id, lowering]));
}

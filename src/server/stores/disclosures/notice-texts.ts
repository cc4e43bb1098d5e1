import {
  laws,
  lawsFor,
  textOn,
  wordsFor,
  type Law,
  type NoticeText,
} from '#domain/consent/notice-texts.ts';
import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { classesOfPrograms } from '#server/stores/enrollments/program-classes.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** What this agency's counsel has approved; the texts that ship with the product come on top. */
export async function noticeTextsOf({ tx, agencyId }: Scope): Promise<NoticeText[]> {
  const rows = await tx
    .selectFrom('notice_text')
    .select(['law', 'version', 'body', 'approved_by', 'effective_from'])
    .where('agency_id', '=', agencyId)
    .orderBy('law')
    .orderBy('version')
    .execute();
  return rows.flatMap(({ law: named, version, body, approved_by, effective_from }) => {
    const law = laws.find((each) => each === named);
    return law === undefined
      ? []
      : [{ law, version, body, approvedBy: approved_by, effectiveFrom: effective_from }];
  });
}

/** The texts of these laws that are used on a day. */
export async function noticesOn(
  scope: Scope,
  wanted: readonly Law[],
  on: Temporal.PlainDate,
): Promise<NoticeText[]> {
  const texts = await noticeTextsOf(scope);
  return wanted.flatMap((law) => textOn(texts, law, on) ?? []);
}

/**
 * Whether a paper or a line about one of these clients names only the laws of what it tells. For whoever may not read all of a case it
 * names every law, whatever the case holds: from the law of their own words they would learn which class the case gave these (0170).
 */
export async function whoseLawsAreNamed(scope: Scope, clientIds: readonly ClientId[]) {
  const clients = await reviewClients(scope, clientIds);
  return (clientId: ClientId): boolean => clients.get(clientId)?.readsWholeCase ?? false;
}

/** The texts that stand on a paper about one client which tells of these classes. */
export async function noticesTold(
  scope: Scope,
  { clientId, classes }: { clientId: ClientId; classes: readonly SensitivityClass[] },
  on: Temporal.PlainDate,
): Promise<NoticeText[]> {
  const areNamed = await whoseLawsAreNamed(scope, [clientId]);
  return noticesOn(scope, areNamed(clientId) ? lawsFor(classes) : laws, on);
}

/** What a line of a file tells of: a program, which may tell a class by its name, and the class of what is owed there. */
export type Told = { programId?: string; class?: SensitivityClass };

/** The same of a line whose reader is told every law alike. */
export const everyClassTold: readonly Told[] = sensitivityClasses.map((each) => ({ class: each }));

/** The words that stand beside a line which tells of these programs and of what is owed there. */
export async function wordsByProgram(scope: Scope, on: Temporal.PlainDate) {
  const texts = await noticesOn(scope, laws, on);
  const classOf = await classesOfPrograms(scope);
  return (tells: readonly Told[]): string =>
    wordsFor(
      tells.flatMap((each) => [
        classOf.get(each.programId ?? '') ?? 'general',
        each.class ?? 'general',
      ]),
      texts,
    );
}

/** Two who add one at the same time take turns, so that each becomes a version of its own. */
export async function addNoticeText(
  { tx, agencyId, at, actor }: Scope & Pick<Visit, 'at' | 'actor'>,
  {
    law,
    body,
    approvedBy,
    effectiveFrom,
  }: {
    law: Law;
    body: string;
    approvedBy: string;
    effectiveFrom: Temporal.PlainDate;
  },
): Promise<number> {
  await tx
    .selectFrom('agency')
    .select('agency_id')
    .where('agency_id', '=', agencyId)
    .forUpdate()
    .executeTakeFirst();
  const { last } = await tx
    .selectFrom('notice_text')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('agency_id', '=', agencyId)
    .where('law', '=', law)
    .executeTakeFirstOrThrow();
  const version = (last ?? 1) + 1;
  await tx
    .insertInto('notice_text')
    .values({
      agency_id: agencyId,
      law,
      version,
      body,
      approved_by: approvedBy,
      effective_from: effectiveFrom,
      recorded_at: at,
      recorded_by: actor,
    })
    .execute();
  return version;
}

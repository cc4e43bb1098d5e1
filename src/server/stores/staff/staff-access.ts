import { sql } from 'kysely';
import { restrictedClasses } from '#domain/people.ts';
import type { ClassRule, RestrictedClass } from '#domain/access/class-access.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type StoredTraining = {
  trainingId: string;
  staffId: string;
  about: RestrictedClass;
  completedOn: Temporal.PlainDate;
  expiresOn: Temporal.PlainDate;
};
export type StoredTitle = {
  titleId: string;
  title: string;
  duties: string;
  limits: string;
  classes: RestrictedClass[];
};

const asClass = (code: string) => restrictedClasses.find((known) => known === code) ?? 'hiv';

export async function classRulesOf({ tx, agencyId }: Here): Promise<ClassRule[]> {
  const rows = await tx
    .selectFrom('class_access')
    .select(['restricted', 'training_from', 'titles_from'])
    .where('agency_id', '=', agencyId)
    .execute();
  return restrictedClasses.map((known) => {
    const row = rows.find(({ restricted }) => restricted === known);
    return {
      class: known,
      trainingFrom: row?.training_from ?? null,
      titlesFrom: row?.titles_from ?? null,
    };
  });
}

export async function saveClassRule({ tx, at, agencyId, actor }: Here, rule: ClassRule) {
  await tx
    .updateTable('class_access')
    .set({
      training_from: rule.trainingFrom,
      titles_from: rule.titlesFrom,
      changed_at: at,
      changed_by: actor,
    })
    .where('agency_id', '=', agencyId)
    .where('restricted', '=', rule.class)
    .execute();
}

export async function titlesOf({ tx, agencyId }: Here): Promise<StoredTitle[]> {
  const rows = await tx
    .selectFrom('authorized_title')
    .select(['title_id as titleId', 'title', 'duties', 'limits', 'restricted'])
    .where('agency_id', '=', agencyId)
    .where('removed_at', 'is', null)
    .orderBy('title')
    .execute();
  return rows.map(({ restricted, ...row }) => ({ ...row, classes: restricted.map(asClass) }));
}

export async function addTitle(
  { tx, at, agencyId, actor }: Here,
  { title, duties, limits, classes }: Omit<StoredTitle, 'titleId'>,
): Promise<string> {
  const titleId = newId(at);
  const row = await tx
    .insertInto('authorized_title')
    .values({
      agency_id: agencyId,
      title_id: titleId,
      title,
      duties,
      limits,
      restricted: [...new Set(classes)],
      added_at: at,
      added_by: actor,
    })
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'title_key']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('title_id')
    .executeTakeFirst();
  if (!row) throw new Refused('title-listed-already');
  return titleId;
}

export async function takeTitleOff({ tx, at, agencyId, actor }: Here, titleId: string) {
  const row = await tx
    .updateTable('authorized_title')
    .set({ removed_at: at, removed_by: actor })
    .where('agency_id', '=', agencyId)
    .where('title_id', '=', titleId)
    .where('removed_at', 'is', null)
    .returning('title_id')
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
}

/** The trainings that stand, the latest first; of one person when asked. */
export async function trainingsOf(
  { tx, agencyId }: Here,
  staffId?: string,
): Promise<StoredTraining[]> {
  const rows = await tx
    .selectFrom('staff_training')
    .select(['training_id', 'staff_id', 'about', 'completed_on', 'expires_on'])
    .where('agency_id', '=', agencyId)
    .where('withdrawn_at', 'is', null)
    .$if(staffId !== undefined, (query) => query.where('staff_id', '=', staffId ?? ''))
    .orderBy('expires_on', 'desc')
    .orderBy('about')
    .orderBy('training_id')
    .execute();
  return rows.map((row) => ({
    trainingId: row.training_id,
    staffId: row.staff_id,
    about: asClass(row.about),
    completedOn: row.completed_on,
    expiresOn: row.expires_on,
  }));
}

export async function addTraining(
  { tx, at, agencyId, actor }: Here,
  { staffId, about, completedOn, expiresOn }: Omit<StoredTraining, 'trainingId'>,
): Promise<string> {
  const trainingId = newId(at);
  await tx
    .insertInto('staff_training')
    .values({
      agency_id: agencyId,
      training_id: trainingId,
      staff_id: staffId,
      about,
      completed_on: completedOn,
      expires_on: expiresOn,
      recorded_at: at,
      recorded_by: actor,
    })
    .execute();
  return trainingId;
}

/** Whether another administrator could write down the asker’s own; whoever was one within three days still counts. */
export async function hasOtherAdministrator({ tx, actor }: Here): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select auth.has_other_administrator(${actor}) as has`.execute(tx);
  return rows[0]?.has ?? true;
}

export async function takeTrainingBack({ tx, at, agencyId, actor }: Here, trainingId: string) {
  const found = await tx
    .selectFrom('staff_training')
    .select('withdrawn_at')
    .where('agency_id', '=', agencyId)
    .where('training_id', '=', trainingId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Refused('not-found');
  if (found.withdrawn_at) throw new Refused('training-already-withdrawn');
  await tx
    .updateTable('staff_training')
    .set({ withdrawn_at: at, withdrawn_by: actor })
    .where('agency_id', '=', agencyId)
    .where('training_id', '=', trainingId)
    .execute();
}

/** How long before its last day people are first told of a training that ends. */
const toldFrom = { days: 60 };

export async function askForTrainingReminders(tx: Tx, on: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select auth.ask_for_training_reminders(${on}::date, 'write-training-reminder') as asked`.execute(
    tx,
  );
  return rows[0]?.asked ?? 0;
}

/** Whether one that the asker may read of ends soon, and none takes its place. */
export async function hasTrainingThatEnds(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  today: Temporal.PlainDate,
): Promise<boolean> {
  const row = await tx
    .selectFrom('staff_training as t')
    .select('t.training_id')
    .where('t.agency_id', '=', agencyId)
    .where('t.withdrawn_at', 'is', null)
    .where('t.expires_on', '>=', today)
    .where('t.expires_on', '<=', today.add(toldFrom))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('staff_training as n')
            .select('n.training_id')
            .whereRef('n.agency_id', '=', 't.agency_id')
            .whereRef('n.staff_id', '=', 't.staff_id')
            .whereRef('n.about', '=', 't.about')
            .where('n.withdrawn_at', 'is', null)
            .whereRef('n.expires_on', '>', 't.expires_on'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

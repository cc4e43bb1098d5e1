import type { ReplyOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff-access.ts';
import { accessGaps, trainingState, type Asked } from '#domain/access/class-access.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  classRulesOf,
  titlesOf,
  trainingsOf,
  type StoredTraining,
} from '#server/stores/staff/staff-access.ts';
import { findStaff, staffOf } from '#server/stores/staff/staff.ts';

const conditions = async (visit: Visit) => ({
  rules: await classRulesOf(visit),
  titles: await titlesOf(visit),
  today: visit.today,
});

const toldOf = (training: StoredTraining, { today }: Asked) => ({
  trainingId: training.trainingId,
  about: training.about,
  completedOn: training.completedOn.toString(),
  expiresOn: training.expiresOn.toString(),
  state: trainingState(training, today),
});

const standingOf = (title: string, trainings: StoredTraining[], asked: Asked) => ({
  trainings: trainings.map((training) => toldOf(training, asked)),
  classes: [...accessGaps({ title, trainings }, asked)].map(([restricted, gaps]) => ({
    class: restricted,
    gaps,
  })),
});

export async function readStaffAccess(
  visit: Visit,
): Promise<ReplyOf<typeof contract.readStaffAccess>> {
  const asked = await conditions(visit);
  const trainings = Map.groupBy(await trainingsOf(visit), ({ staffId }) => staffId);
  const staff = await staffOf(visit.tx, visit.agencyId);
  return {
    today: asked.today.toString(),
    rules: asked.rules.map((rule) => ({
      class: rule.class,
      trainingFrom: rule.trainingFrom?.toString() ?? null,
      titlesFrom: rule.titlesFrom?.toString() ?? null,
    })),
    titles: asked.titles,
    staff: staff.map((one) => ({
      staffId: one.staffId,
      fullName: one.fullName,
      title: one.title,
      isActive: one.deactivatedAt === null,
      ...standingOf(one.title, trainings.get(one.staffId) ?? [], asked),
    })),
  };
}

export async function readOwnAccess(visit: Visit): Promise<ReplyOf<typeof contract.readOwnAccess>> {
  const { tx, agencyId, actor } = visit;
  const me = await findStaff(tx, agencyId, actor);
  if (!me) throw new Refused('not-found');
  return standingOf(me.title, await trainingsOf(visit, actor), await conditions(visit));
}

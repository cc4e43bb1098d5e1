import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff-access.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addTitle,
  addTraining,
  hasOtherAdministrator,
  saveClassRule,
  takeTitleOff,
  takeTrainingBack,
} from '#server/stores/staff/staff-access.ts';
import { lockAdministrators } from '#server/stores/staff/staff-roles.ts';
import { findStaff } from '#server/stores/staff/staff.ts';

const done = { done: true } as const;
const dayOf = (day: string | null) => (day === null ? null : Temporal.PlainDate.from(day));

export async function changeClassRule(
  { class: restricted, trainingFrom, titlesFrom }: InputOf<typeof contract.changeClassRule>,
  visit: Visit,
) {
  const from = dayOf(trainingFrom);
  if (restricted === 'hiv') await demandTraining(from, visit);
  await saveClassRule(visit, {
    class: restricted,
    trainingFrom: from,
    titlesFrom: dayOf(titlesFrom),
  });
  return done;
}

/** 10 NYCRR 63.9 leaves an agency no choice: nobody sees HIV information without current training. */
async function demandTraining(from: Temporal.PlainDate | null, visit: Visit) {
  const { today } = visit;
  if (from === null || Temporal.PlainDate.compare(from, today) > 0)
    throw badInput(
      'trainingFrom',
      'HIV information asks for training always. Enter a day that has come.',
    );
}

export async function authorizeTitle(input: InputOf<typeof contract.authorizeTitle>, visit: Visit) {
  return { titleId: await addTitle(visit, input) };
}

export async function removeTitle({ titleId }: InputOf<typeof contract.removeTitle>, visit: Visit) {
  await takeTitleOff(visit, titleId);
  return done;
}

export async function recordTraining(input: InputOf<typeof contract.recordTraining>, visit: Visit) {
  const { tx, agencyId } = visit;
  if (!(await findStaff(tx, agencyId, input.staffId))) throw new Refused('not-found');
  if (input.staffId === visit.actor) await demandAnother(visit);
  const completedOn = Temporal.PlainDate.from(input.completedOn);
  if (Temporal.PlainDate.compare(completedOn, visit.today) > 0)
    throw new Refused('training-in-the-future');
  const expiresOn = Temporal.PlainDate.from(input.expiresOn);
  visit.touch(input.staffId);
  return { trainingId: await addTraining(visit, { ...input, completedOn, expiresOn }) };
}

/** A training opens rows to whoever has it, so nobody writes their own where somebody else can, or could until now. */
async function demandAnother(visit: Visit) {
  await lockAdministrators(visit);
  if (await hasOtherAdministrator(visit)) throw new Refused('own-training-by-another');
}

export async function withdrawTraining(
  { trainingId }: InputOf<typeof contract.withdrawTraining>,
  visit: Visit,
) {
  await takeTrainingBack(visit, trainingId);
  return done;
}

import { jobs, type Payload } from '#contract/jobs.ts';
import type { Rounds } from '#server/platform/daily.ts';
import { agencyItself, dateComesNear } from '#server/platform/documents/letters.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { sendAlerts } from '#server/stores/staff/alerts.ts';
import { inEachByDay } from '#server/stores/by-day.ts';
import { askForTrainingReminders, hasTrainingThatEnds } from '#server/stores/staff/staff-access.ts';
import { findStaff } from '#server/stores/staff/staff.ts';

/** Sixty, thirty and fourteen days before a training ends, whoever has it and the administrators are told. Answers how many. */
export const askToRemindOfTraining = (rounds: Rounds) =>
  inEachByDay(rounds, ({ tx, today }) => askForTrainingReminders(tx, today));

/** A way in, and no word of what the training is about. */
async function writeReminder(_: Payload<'write-training-reminder'>, { step }: Passage) {
  await step(write);
}

async function write(visit: Visit) {
  const { tx, agencyId, actor, roles, shell } = visit;
  const { today } = visit;
  const reader = await findStaff(tx, agencyId, actor);
  // It may have been recorded anew since the job was asked for.
  if (!reader || reader.email === '' || !(await hasTrainingThatEnds(visit, today))) return;
  const agency = await findAgency(tx, agencyId);
  const page = roles.includes('administrator') ? 'staff-access' : 'account';
  const letter = dateComesNear({
    contact: agencyItself(agency),
    link: `${shell.publicOrigin}/${page}`,
  });
  await sendAlerts(visit, [reader], letter);
}

export const writeTrainingReminderJob = job(
  jobs['write-training-reminder'],
  { needs: 'account:own', purpose: 'administration' },
  writeReminder,
);

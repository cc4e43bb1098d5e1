import { jobs, type Payload } from '#contract/jobs.ts';
import type { Rounds } from '#server/platform/daily.ts';
import { agencyItself, rulesRefused } from '#server/platform/documents/letters.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { sendAlerts } from '#server/stores/staff/alerts.ts';
import { inEachByDay } from '#server/stores/by-day.ts';
import { askToTellRefused, refusedPrograms } from '#server/stores/policies/refused-rules.ts';
import { findStaff } from '#server/stores/staff/staff.ts';

/** Rules that are refused give nobody a date, so the administrators are told, once of each version. Answers how many were written to. */
export const askToTellRefusedRules = (rounds: Rounds) =>
  inEachByDay(rounds, async (here) => askToTellRefused(here.tx, await refusedPrograms(here)));

/** A way in, and no word of which rules it is about. */
async function writeLetter(_: Payload<'write-refused-rules-letter'>, { step }: Passage) {
  await step(write);
}

async function write(visit: Visit) {
  const { tx, agencyId, actor, shell } = visit;
  const reader = await findStaff(tx, agencyId, actor);
  // The rules may have been put right since the job was asked for.
  if (!reader || reader.email === '' || (await refusedPrograms(visit)).length === 0) return;
  const agency = await findAgency(tx, agencyId);
  const letter = rulesRefused({
    contact: agencyItself(agency),
    link: `${shell.publicOrigin}/admin/policies`,
  });
  await sendAlerts(visit, [reader], letter);
}

export const writeRefusedRulesLetterJob = job(
  jobs['write-refused-rules-letter'],
  { needs: 'program:manage', purpose: 'administration' },
  writeLetter,
);

import { jobs, type Payload } from '#contract/jobs.ts';
import { agencyItself, duePapers } from '#server/platform/documents/letters.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { sendAlerts } from '#server/stores/staff/alerts.ts';
import { tellRenewals } from '#server/stores/consents/consents-ahead.ts';
import { tellMyEscalations } from '#server/stores/clock/escalations.ts';
import { findStaff } from '#server/stores/staff/staff.ts';

/** A number and a way in: which clients, rules and programs it is about is for whoever signs in. */
async function writeDigest(_: Payload<'write-escalation-digest'>, { step }: Passage) {
  await step(write);
}

async function write(visit: Visit) {
  const { tx, agencyId, actor, shell } = visit;
  const { today } = visit;
  const reader = await findStaff(tx, agencyId, actor);
  if (!reader || reader.email === '') return;
  const count = (await tellMyEscalations(tx, today)) + (await tellRenewals(visit, today));
  if (count === 0) return;
  const agency = await findAgency(tx, agencyId);
  const letter = duePapers({
    count,
    contact: agencyItself(agency),
    link: `${shell.publicOrigin}/`,
  });
  await sendAlerts(visit, [reader], letter);
}

export const writeDigestJob = job(
  jobs['write-escalation-digest'],
  { needs: 'account:own', purpose: 'care-coordination' },
  writeDigest,
);

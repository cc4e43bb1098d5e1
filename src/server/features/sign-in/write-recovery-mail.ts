import { jobs } from '#contract/jobs.ts';
import { job } from '#server/platform/jobs.ts';
import { writeSignInMail } from '#server/stores/staff/recovery.ts';

/** Runs as the person in whose name somebody asked: a stranger writes nothing in the agency. */
export const writeRecoveryMailJob = job(
  jobs['write-recovery-mail'],
  { needs: 'account:own', purpose: 'own-account' },
  (_payload, { step }) => step((visit) => writeSignInMail(visit, visit.actor, 'recovery')),
);

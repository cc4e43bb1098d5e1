import { jobs, type Payload } from '#contract/jobs.ts';
import { job } from '#server/platform/jobs.ts';
import type { Passage } from '#server/platform/shell.ts';
import { takeBackUncovered } from '#server/stores/consents/withdraw-uncovered.ts';

/** What is covered no more, though nobody took a paper back: somebody left the organization that it names. */
const withdraw = ({ clientId }: Payload<'withdraw-uncovered'>, { step }: Passage) =>
  step(async (visit) => {
    await takeBackUncovered(visit, clientId);
  });

export const withdrawUncoveredJob = job(
  jobs['withdraw-uncovered'],
  { needs: 'consent:write', purpose: 'care-coordination' },
  withdraw,
);

import { z } from 'zod';

/** What is left for later: ids only. A payload outlives the release that wrote it, so it is parsed when read. */
export const jobs = {
  // These before the sending that they ask for, so that both are done in one round.
  'write-recovery-mail': z.object({ recoveryId: z.uuid() }),
  'write-guest-code': z.object({ linkId: z.uuid() }),
  'write-guest-link': z.object({ linkId: z.uuid() }),
  'send-mail': z.object({ mailId: z.uuid() }),
  'take-due-snapshot': z.object({ snapshotId: z.uuid() }),
  'write-escalation-digest': z.object({ staffId: z.uuid() }),
  'write-training-reminder': z.object({ staffId: z.uuid() }),
  'write-refused-rules-letter': z.object({ staffId: z.uuid() }),
  'write-review-letter': z.object({ staffId: z.uuid() }),
  'make-conference-form': z.object({ reviewId: z.uuid() }),
  'withdraw-uncovered': z.object({ clientId: z.uuid() }),
  'tell-invitation-is-off': z.object({
    conferenceId: z.uuid(),
    attendeeId: z.uuid(),
    reviewId: z.uuid(),
  }),
  'run-policy': z.object({ runId: z.uuid() }),
};

export type JobName = keyof typeof jobs;
export type Payload<Name extends JobName> = z.output<(typeof jobs)[Name]>;

export const jobNames = Object.keys(jobs);

import { z } from 'zod';

/** What is left for later: ids only. A payload outlives the release that wrote it, so it is parsed when read. */
export const jobs = {
  'send-mail': z.object({ mailId: z.uuid() }),
  'make-conference-form': z.object({ reviewId: z.uuid() }),
};

export type JobName = keyof typeof jobs;
export type Payload<Name extends JobName> = z.output<(typeof jobs)[Name]>;

export const jobNames = Object.keys(jobs);

import { jobs } from '#contract/jobs.ts';
import { guestCodeLetter } from '#server/platform/documents/guest-letters.ts';
import { job } from '#server/platform/jobs.ts';
import { writeGuestMail } from './write-guest-mail.ts';

/** Runs as who wrote to the guest: a stranger writes nothing in the agency. */
export const writeGuestCodeJob = job(
  jobs['write-guest-code'],
  { needs: 'account:own', purpose: 'care-coordination' },
  ({ linkId }, { step }) =>
    step((visit) => writeGuestMail(visit, { linkId, kind: 'guest-code', letter: guestCodeLetter })),
);

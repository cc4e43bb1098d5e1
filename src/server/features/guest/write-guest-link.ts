import { jobs } from '#contract/jobs.ts';
import { guestLinkLetter } from '#server/platform/documents/guest-letters.ts';
import { job } from '#server/platform/jobs.ts';
import { writeGuestMail } from './write-guest-mail.ts';

/** Runs as who wrote to the guest, like the mail with a code. */
export const writeGuestLinkJob = job(
  jobs['write-guest-link'],
  { needs: 'account:own', purpose: 'care-coordination' },
  ({ linkId }, { step }) =>
    step((visit) =>
      writeGuestMail(visit, {
        linkId,
        kind: 'guest-link',
        letter: (contact, state) =>
          guestLinkLetter(
            contact,
            state === 'closed' ? 'A document is ready for you' : 'Meeting invitation',
          ),
      }),
    ),
);

import * as attempts from '#contract/attempts.ts';
import { route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { listAttempts } from './list-attempts.ts';
import { correctAttempt, logAttempt } from './log-attempt.ts';
import { findAttemptPeople, prepareAttempt } from './prepare-attempt.ts';
import { confirmAttempts, dismissAttempts } from './settle-proposals.ts';
import { withdrawAttempt } from './withdraw-attempt.ts';

const toRead: Rights = { needs: 'record:read', purpose: 'care-coordination' };
const toWrite: Rights = { needs: 'record:write', purpose: 'care-coordination' };

export const attemptRoutes = [
  route(attempts.listAttempts, toRead, listAttempts),
  route(attempts.prepareAttempt, toWrite, prepareAttempt),
  route(attempts.findAttemptPeople, toWrite, findAttemptPeople),
  route(attempts.logAttempt, toWrite, logAttempt),
  route(attempts.correctAttempt, toWrite, correctAttempt),
  route(attempts.withdrawAttempt, toWrite, withdrawAttempt),
  route(attempts.confirmAttempts, toWrite, confirmAttempts),
  route(attempts.dismissAttempts, toWrite, dismissAttempts),
];

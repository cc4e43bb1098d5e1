import * as contract from '#contract/outbox.ts';
import { route } from '#server/platform/route.ts';
import { readConferenceMails, readOutbox } from './read-outbox.ts';
import { sendMailAgain } from './send-mail-again.ts';

const purpose = 'care-coordination' as const;

export const outboxRoutes = [
  route(contract.readOutbox, { needs: 'outbox:read', purpose: 'administration' }, readOutbox),
  route(contract.readConferenceMails, { needs: 'conference:plan', purpose }, readConferenceMails),
  route(contract.sendMailAgain, { needs: 'account:own', purpose }, sendMailAgain),
];

import * as contract from '#contract/today.ts';
import { route } from '#server/platform/route.ts';
import { countDue } from './count-due.ts';
import { listDue } from './list-due.ts';
import { readNow } from './read-now.ts';
import { readWaiting } from './read-waiting.ts';

const rights = { needs: 'work:read', purpose: 'care-coordination' } as const;

export const todayRoutes = [
  route(contract.listDue, rights, listDue),
  route(contract.countDue, rights, countDue),
  route(contract.readNow, rights, readNow),
  route(contract.readWaiting, rights, readWaiting),
];

import { provedForFile } from '#domain/access/taking-out.ts';
import * as now from '#contract/today-now.ts';
import * as contract from '#contract/today.ts';
import { route, streamRoute } from '#server/platform/route.ts';
import { countDue } from './count-due.ts';
import { exportDue } from './export-due.ts';
import { listDue } from './list-due.ts';
import { readBeside } from './read-beside.ts';
import { readNow } from './read-now.ts';
import { readWaiting } from './read-waiting.ts';
import { requestDueList } from './request-due-list.ts';

const rights = { needs: 'work:read', purpose: 'care-coordination' } as const;

export const todayRoutes = [
  route(contract.listDue, rights, listDue),
  streamRoute(contract.exportDue, { ...rights, provedWithin: provedForFile }, exportDue),
  route(contract.requestDueList, rights, requestDueList),
  route(contract.readBeside, rights, readBeside),
  route(contract.countDue, rights, countDue),
  route(now.readNow, rights, readNow),
  route(now.readWaiting, rights, readWaiting),
];

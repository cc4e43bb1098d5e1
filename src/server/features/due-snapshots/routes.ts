import { provedForFile } from '#domain/access/taking-out.ts';
import * as contract from '#contract/due-snapshots.ts';
import { route, streamRoute } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { askDueSnapshot } from './ask-due-snapshot.ts';
import { cancelDueSnapshot, removeDueSnapshot } from './drop-due-snapshot.ts';
import { exportDueSnapshot } from './export-due-snapshot.ts';
import { listSnapshots, readDueSnapshot } from './read-due-snapshots.ts';
import { requestPastDueList } from './request-past-due-list.ts';

const toLookBack: Rights = { needs: 'history:look-back', purpose: 'oversight' };

export const dueSnapshotRoutes = [
  route(contract.askDueSnapshot, toLookBack, askDueSnapshot),
  route(contract.listDueSnapshots, toLookBack, listSnapshots),
  route(contract.readDueSnapshot, toLookBack, readDueSnapshot),
  route(contract.cancelDueSnapshot, toLookBack, cancelDueSnapshot),
  route(contract.removeDueSnapshot, toLookBack, removeDueSnapshot),
  streamRoute(
    contract.exportDueSnapshot,
    { ...toLookBack, provedWithin: provedForFile },
    exportDueSnapshot,
  ),
  route(contract.requestPastDueList, toLookBack, requestPastDueList),
];

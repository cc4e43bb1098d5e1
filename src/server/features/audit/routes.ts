import * as contract from '#contract/audit.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { listTakenOut } from './list-taken-out.ts';
import { checkAudit, readAudit } from './read-audit.ts';
import { listWhoLooked, printWhoLooked } from './who-looked.ts';

const oversees = { needs: 'audit:read', purpose: 'oversight' } as const;
const reads = { needs: 'record:read', purpose: 'care-coordination' } as const;

export const auditRoutes = [
  route(contract.readAudit, oversees, readAudit),
  route(contract.listTakenOut, oversees, listTakenOut),
  route(contract.checkAudit, oversees, checkAudit),
  route(contract.listWhoLooked, reads, listWhoLooked),
  fileRoute(contract.printWhoLooked, reads, printWhoLooked),
];

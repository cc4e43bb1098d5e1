import * as contract from '#contract/disclosures.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { exportAccounting, printAccounting } from './account-for-client.ts';
import { listDisclosures } from './list-disclosures.ts';

const reads = { needs: 'record:read', purpose: 'care-coordination' } as const;

export const disclosureRoutes = [
  route(contract.listDisclosures, reads, listDisclosures),
  fileRoute(contract.printDisclosures, reads, printAccounting),
  fileRoute(contract.exportDisclosures, reads, exportAccounting),
];

import { provedForFile } from '#domain/access/taking-out.ts';
import * as contract from '#contract/disclosures.ts';
import * as emergency from '#contract/emergency-disclosures.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { exportAccounting, printAccounting } from './account-for-client.ts';
import { listDisclosures } from './list-disclosures.ts';
import { listEmergencyDisclosures } from './list-emergency-disclosures.ts';
import { recordEmergencyDisclosure } from './record-emergency-disclosure.ts';

const reads = { needs: 'record:read', purpose: 'care-coordination' } as const;
const writes = { needs: 'record:write', purpose: 'care-coordination' } as const;

export const disclosureRoutes = [
  route(contract.listDisclosures, reads, listDisclosures),
  route(emergency.recordEmergencyDisclosure, writes, recordEmergencyDisclosure),
  route(emergency.listEmergencyDisclosures, reads, listEmergencyDisclosures),
  fileRoute(contract.printDisclosures, reads, printAccounting),
  fileRoute(
    contract.exportDisclosures,
    { ...reads, provedWithin: provedForFile },
    exportAccounting,
  ),
];

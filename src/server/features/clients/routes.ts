import * as details from '#contract/client-details.ts';
import * as contract from '#contract/clients.ts';
import { readClientInEmergency, readDetailsInEmergency } from '#contract/emergency.ts';
import { route, type Route } from '#server/platform/route.ts';
import { addIdentifier, changeDetails, readDetails, removeIdentifier } from './change-details.ts';
import { createClient, findDuplicates } from './create-client.ts';
import { readClient } from './read-client.ts';
import { searchClients } from './search-clients.ts';

const read = { needs: 'client:read', purpose: 'care-coordination' } as const;
const emergency = { needs: 'emergency:use', purpose: 'emergency' } as const;
const write = { needs: 'client:write', purpose: 'care-coordination' } as const;

export const clientRoutes: Route[] = [
  route(contract.searchClients, read, searchClients),
  route(contract.findDuplicates, write, findDuplicates),
  route(contract.createClient, write, createClient),
  route(contract.readClient, read, readClient),
  route(details.readClientDetails, read, readDetails),
  route(readClientInEmergency, emergency, readClient),
  route(readDetailsInEmergency, emergency, readDetails),
  route(details.changeClientDetails, write, changeDetails),
  route(details.addIdentifier, write, addIdentifier),
  route(details.removeIdentifier, write, removeIdentifier),
];

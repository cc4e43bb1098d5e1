import * as contract from '#contract/directory.ts';
import * as kinds from '#contract/provider-kinds.ts';
import { route, type Route } from '#server/platform/route.ts';
import {
  addOrganization,
  addProvider,
  changeOrganization,
  changeProvider,
} from './keep-directory.ts';
import {
  addProviderKind,
  bringBackProviderKind,
  listProviderKinds,
  removeProviderKind,
  renameProviderKind,
  retireProviderKind,
} from './keep-kinds.ts';
import { readProvider, searchDirectory } from './search-directory.ts';

const read = { needs: 'directory:read', purpose: 'care-coordination' } as const;
const manage = { needs: 'program:manage', purpose: 'administration' } as const;
const write = { needs: 'directory:write', purpose: 'care-coordination' } as const;

export const directoryRoutes: Route[] = [
  route(contract.searchDirectory, read, searchDirectory),
  route(contract.readProvider, read, readProvider),
  route(contract.addProvider, write, addProvider),
  route(contract.changeProvider, write, changeProvider),
  route(contract.addOrganization, write, addOrganization),
  route(contract.changeOrganization, write, changeOrganization),
  route(kinds.listProviderKinds, read, (_input, visit) => listProviderKinds(visit)),
  route(kinds.addProviderKind, manage, addProviderKind),
  route(kinds.renameProviderKind, manage, renameProviderKind),
  route(kinds.retireProviderKind, manage, retireProviderKind),
  route(kinds.bringBackProviderKind, manage, bringBackProviderKind),
  route(kinds.removeProviderKind, manage, removeProviderKind),
];

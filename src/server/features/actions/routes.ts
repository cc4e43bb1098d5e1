import * as contract from '#contract/actions.ts';
import { route } from '#server/platform/route.ts';
import { cancelAction, completeAction } from './finish-action.ts';
import { listActionsOfClient, listMyActions } from './list-actions.ts';

const purpose = 'care-coordination' as const;
const reads = { needs: 'conference:read', purpose } as const;
const writes = { needs: 'action:write', purpose } as const;

export const actionRoutes = [
  route(contract.listMyActions, reads, listMyActions),
  route(contract.listActionsOfClient, reads, listActionsOfClient),
  route(contract.completeAction, writes, completeAction),
  route(contract.cancelAction, writes, cancelAction),
];

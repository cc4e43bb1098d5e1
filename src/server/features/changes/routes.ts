import * as contract from '#contract/changes.ts';
import { route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { previewChange } from './change-effects.ts';
import { correctChange, withdrawChange } from './correct-change.ts';
import { prepareChange } from './prepare-change.ts';
import { recordChange } from './record-change.ts';

const toWrite: Rights = { needs: 'record:write', purpose: 'care-coordination' };

export const changeRoutes = [
  route(contract.prepareChange, toWrite, prepareChange),
  route(contract.recordChange, toWrite, recordChange),
  route(contract.previewChange, toWrite, previewChange),
  route(contract.correctChange, toWrite, correctChange),
  route(contract.withdrawChange, toWrite, withdrawChange),
];

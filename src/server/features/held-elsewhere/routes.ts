import * as held from '#contract/held-elsewhere.ts';
import { route, uploadRoute } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { listWithoutConference } from './list-without-conference.ts';
import { readHeldElsewhere } from './read-held-elsewhere.ts';
import { recordHeldElsewhere } from './record-held-elsewhere.ts';
import { applySentList, checkSentList } from './send-list.ts';

const toWrite: Rights = { needs: 'history:write', purpose: 'administration' };

export const heldElsewhereRoutes = [
  route(
    held.readHeldElsewhere,
    { needs: 'client:read', purpose: 'care-coordination' },
    readHeldElsewhere,
  ),
  route(held.listWithoutConference, toWrite, listWithoutConference),
  route(held.recordHeldElsewhere, toWrite, recordHeldElsewhere),
  uploadRoute(held.checkHeldElsewhereList, toWrite, (_input, body, passage) =>
    checkSentList(body, passage),
  ),
  uploadRoute(held.applyHeldElsewhereList, toWrite, ({ changes }, body, passage) =>
    applySentList(body, { changes, passage }),
  ),
];

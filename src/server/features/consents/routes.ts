import * as ending from '#contract/consents-end.ts';
import * as contract from '#contract/consents.ts';
import { route, type Route } from '#server/platform/route.ts';
import { listConsents } from './list-consents.ts';
import { addRecipient, endConsent, revokeConsent, withdrawConsent } from './end-consent.ts';
import { recordConsent } from './record-consent.ts';

const read = { needs: 'record:read', purpose: 'care-coordination' } as const;
const write = { needs: 'consent:write', purpose: 'care-coordination' } as const;

export const consentRoutes: Route[] = [
  route(contract.listConsents, read, listConsents),
  route(contract.recordConsent, write, recordConsent),
  route(ending.addRecipient, write, addRecipient),
  route(ending.revokeConsent, write, revokeConsent),
  route(ending.withdrawConsent, write, withdrawConsent),
  route(ending.endConsent, write, endConsent),
];

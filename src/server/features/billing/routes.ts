import { provedForFile } from '#domain/access/taking-out.ts';
import * as contract from '#contract/billing.ts';
import { route, streamRoute } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { acknowledgeFamily } from './acknowledge-family.ts';
import { billReview, takeBillingBack } from './bill-review.ts';
import { exportBilling } from './export-billing.ts';
import { listBilling } from './list-billing.ts';
import { notePreparation } from './note-preparation.ts';
import { readReviewBilling } from './read-review-billing.ts';
import { requestBillingList } from './request-billing-list.ts';

const ofTheCase: Rights = { needs: 'record:read', purpose: 'care-coordination' };
const inTheCase: Rights = { needs: 'record:write', purpose: 'care-coordination' };
const ofTheAgency: Rights = { needs: 'billing:read', purpose: 'administration' };

export const billingRoutes = [
  route(contract.readReviewBilling, ofTheCase, readReviewBilling),
  route(contract.billReview, inTheCase, billReview),
  route(contract.acknowledgeFamily, inTheCase, acknowledgeFamily),
  route(contract.takeBillingBack, inTheCase, takeBillingBack),
  route(contract.notePreparation, inTheCase, notePreparation),
  route(contract.listBilling, ofTheAgency, listBilling),
  streamRoute(
    contract.exportBilling,
    { ...ofTheAgency, provedWithin: provedForFile },
    exportBilling,
  ),
  route(contract.requestBillingList, ofTheAgency, requestBillingList),
];

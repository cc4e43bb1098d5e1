import { provedForFile } from '#domain/access/taking-out.ts';
import { calledAlike } from '#domain/audit/operation-words.ts';
import * as contract from '#contract/audit.ts';
import * as openings from '#contract/openings.ts';
import * as requests from '#contract/list-requests.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { listOpeningWeeks } from './list-opening-weeks.ts';
import { listOpenings } from './list-openings.ts';
import { listListRequests, listOwnListRequests, settleListRequest } from './list-requests.ts';
import { listTakenOut } from './list-taken-out.ts';
import { checkAudit, readAudit } from './read-audit.ts';
import { reviewOpening } from './review-opening.ts';
import { whoLookedBy } from './who-looked.ts';

const oversees = { needs: 'audit:read', purpose: 'oversight' } as const;
const reads = { needs: 'record:read', purpose: 'care-coordination' } as const;

const own = { needs: 'account:own', purpose: 'administration' } as const;

/** Whoever judges emergency access judges these. */
const judges = { needs: 'emergency:review', purpose: 'oversight' } as const;

/** What stands in the trail is named by all that can be done here, which is known once everything is put together. */
export function auditRoutes(operations: () => readonly string[]) {
  let known: ReadonlyMap<string, string> | null = null;
  const { listWhoLooked, printWhoLooked } = whoLookedBy(() => {
    known ??= calledAlike(operations());
    return known;
  });
  return [
    route(contract.readAudit, oversees, readAudit),
    route(contract.listTakenOut, oversees, listTakenOut),
    route(requests.listListRequests, judges, listListRequests),
    route(requests.listOwnListRequests, own, listOwnListRequests),
    route(
      requests.settleListRequest,
      { ...judges, provedWithin: provedForFile },
      settleListRequest,
    ),
    route(contract.checkAudit, oversees, checkAudit),
    route(openings.listOpenings, judges, listOpenings),
    route(openings.listOpeningWeeks, judges, listOpeningWeeks),
    route(openings.reviewOpening, judges, reviewOpening),
    route(contract.listWhoLooked, reads, listWhoLooked),
    fileRoute(contract.printWhoLooked, reads, printWhoLooked),
  ];
}

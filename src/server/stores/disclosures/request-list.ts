import {
  mostLines,
  mostLinesApproved,
  type FileRequested,
  type ReportReader,
  type TakingReason,
} from '#domain/access/taking-out.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import { staffOf } from '#server/stores/staff/staff.ts';
import { addRequest, asQuery, isTheSame, ownRequests, type QueryFields } from './list-requests.ts';
import { demandMayTakeLists, readerFor } from './taken-out.ts';

type Wanted = {
  what: FileRequested;
  reason: TakingReason;
  reportTo?: ReportReader | undefined;
  asked: QueryFields;
};

/** Asks for a list that is longer than one person takes along; what waits already is asked once. */
export async function requestList(
  visit: Visit,
  { what, reason, reportTo, asked }: Wanted,
  count: () => Promise<number>,
) {
  await demandMayTakeLists(visit);
  const wanted = { what, reason, reportTo: readerFor(reason, reportTo), asked: asQuery(asked) };
  const lines = await count();
  if (lines <= mostLines) throw new Refused('second-person-not-needed');
  if (lines > mostLinesApproved) throw new Refused('too-many-lines');
  const waiting = (await ownRequests(visit)).find(
    (each) => each.state === 'waiting' && isTheSame(each, wanted),
  );
  if (waiting) {
    visit.touch(waiting.requestId);
    return { requestId: waiting.requestId };
  }
  const approvers = await approversBeside(visit);
  if (approvers.size === 0) throw new Refused('nobody-to-approve');
  const requestId = await addRequest(visit, { ...wanted, lines });
  await tellDocumentReady(visit, approvers, '/audit');
  return { requestId };
}

async function approversBeside({ tx, agencyId, actor }: Visit): Promise<ReadonlySet<string>> {
  const staff = await staffOf(tx, agencyId);
  const found = staff.filter(
    ({ staffId, roles, hasSignIn, deactivatedAt, mayTakeLists }) =>
      staffId !== actor &&
      hasSignIn &&
      !deactivatedAt &&
      mayTakeLists &&
      (roles.includes('administrator') || roles.includes('supervisor')),
  );
  return new Set(found.map(({ staffId }) => staffId));
}

import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/list-requests.ts';
import { fileTakenWords, takingReasonWords } from '#domain/access/taking-out.ts';
import { personKey } from '#domain/people.ts';
import { momentInWords, timeInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import {
  answerRequest,
  asQuery,
  findRequest,
  ownRequests,
  requestsWaiting,
  type StoredListRequest,
} from '#server/stores/disclosures/list-requests.ts';
import { demandMayTakeLists } from '#server/stores/disclosures/taken-out.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import { mayTakeLists } from '#server/stores/staff/staff.ts';

export async function listOwnListRequests(
  _: InputOf<typeof contract.listOwnListRequests>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.listOwnListRequests>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  return {
    requests: (await ownRequests(visit)).map((each) => ({
      ...inWords(each, timeZone),
      what: each.what,
      state: each.state,
      until:
        each.state === 'approved' ? timeInWords(each.until.toZonedDateTimeISO(timeZone)) : null,
      query: queryOf(each),
    })),
  };
}

/** Whoever may not take lists out approves none, and is shown none. */
export async function listListRequests(
  _: InputOf<typeof contract.listListRequests>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.listListRequests>> {
  const found = (await mayTakeLists(visit)) ? await requestsWaiting(visit) : [];
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const on = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const askers = found.map(({ staffId }) => ({ kind: 'staff' as const, id: staffId }));
  const people = await peopleAsOf(visit, askers, { on, knownAt: visit.at });
  return {
    requests: found.map((each) => {
      const known = people.get(personKey({ kind: 'staff', id: each.staffId }));
      return {
        ...inWords(each, timeZone),
        who: { name: known?.name ?? '', title: known?.title ?? '' },
      };
    }),
  };
}

/** One’s own is as unknown as another agency’s. */
export async function settleListRequest(
  { requestId, approves }: InputOf<typeof contract.settleListRequest>,
  visit: Visit,
): Promise<ReplyOf<typeof contract.settleListRequest>> {
  await demandMayTakeLists(visit);
  const found = await findRequest(visit, requestId);
  if (found === null || found.staffId === visit.actor) throw new Refused('not-found');
  if (found.state !== 'waiting' || !(await answerRequest(visit, requestId, approves)))
    throw new Refused('list-request-settled');
  await tellDocumentReady(visit, new Set([found.staffId]), pageOf[found.what]);
  return { done: true };
}

/** Where the list is that was asked for. */
const pageOf = { 'due-list': '/', 'past-due-list': '/reports/due', 'billing-list': '/billing' };

const inWords = (each: StoredListRequest, timeZone: string) => ({
  requestId: each.requestId,
  atInWords: momentInWords(each.askedAt.toZonedDateTimeISO(timeZone)),
  whatInWords: fileTakenWords[each.what],
  reasonInWords: takingReasonWords[each.reason],
  lines: each.lines,
});

const queryOf = ({ asked, reason, reportTo, requestId }: StoredListRequest) =>
  asQuery({
    ...Object.fromEntries(new URLSearchParams(asked)),
    reason,
    reportTo: reportTo ?? undefined,
    requestId,
  });

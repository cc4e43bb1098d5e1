import type { InputOf } from '#contract/endpoint.ts';
import type { requestDueList as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import { requestList } from '#server/stores/disclosures/request-list.ts';
import { countLines } from './export-due.ts';

export async function requestDueList(wanted: InputOf<typeof contract>, visit: Visit) {
  const { reason, reportTo, ...asked } = wanted;
  return requestList(visit, { what: 'due-list', reason, reportTo, asked }, () =>
    countLines(wanted, visit),
  );
}

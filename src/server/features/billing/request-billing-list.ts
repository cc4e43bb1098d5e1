import type { requestBillingList as contract } from '#contract/billing.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { requestList } from '#server/stores/disclosures/request-list.ts';
import { linesOf, monthOf } from './list-billing.ts';

export async function requestBillingList(
  { month, state, reason, reportTo }: InputOf<typeof contract>,
  visit: Visit,
) {
  const named = await monthOf(visit, month);
  const asked = { month: named.month.toString(), state };
  return requestList(visit, { what: 'billing-list', reason, reportTo, asked }, () =>
    linesOf(visit, { ...named, state }),
  );
}

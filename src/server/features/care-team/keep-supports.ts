import type * as contract from '#contract/care-team.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import * as store from '#server/stores/clients/supports.ts';

export async function addSupport(
  { clientId, ...person }: InputOf<typeof contract.addSupport>,
  visit: Visit,
) {
  await findClient(visit.tx, visit.agencyId, clientId);
  const supportId = await store.addSupport(visit, clientId, person);
  visit.touch(supportId);
  return { supportId };
}

export async function changeSupport(
  { supportId, ...person }: InputOf<typeof contract.changeSupport>,
  visit: Visit,
) {
  await store.saveSupport(visit, supportId, person);
  return { done: true } as const;
}

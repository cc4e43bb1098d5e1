import type * as contract from '#contract/directory.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import * as store from '#server/stores/directory.ts';
import { refuseFuture } from '#server/stores/enrollment-choices.ts';
import { askWhoIsUncovered } from '#server/stores/withdraw-uncovered.ts';

const done = { done: true } as const;

export async function addProvider(person: InputOf<typeof contract.addProvider>, visit: Visit) {
  await checkOrganization(visit, person.organizationId);
  const providerId = await store.addProvider(visit, person);
  visit.touch(providerId);
  return { providerId };
}

export async function changeProvider(
  { providerId, ...asked }: InputOf<typeof contract.changeProvider>,
  visit: Visit,
) {
  const { tx, at, agencyId } = visit;
  const [now] = await store.providerHistory(tx, agencyId, providerId);
  if (!now) throw new Refused('not-found');
  await checkOrganization(visit, asked.organizationId);
  const from = Temporal.PlainDate.from(asked.from);
  refuseFuture(from, await agencyToday(tx, agencyId, at), 'from');
  if (Temporal.PlainDate.compare(from, now.from) < 0)
    throw badInput(
      'from',
      `There is a later change already, from ${now.from.toString()}. Enter that date or a later one.`,
    );
  await store.changeProvider(visit, now, { ...asked, from });
  if (asked.organizationId !== now.organizationId) await askWhoIsUncovered(visit, providerId);
  return done;
}

async function checkOrganization({ tx, agencyId }: Visit, organizationId: string) {
  const organizations = await store.organizationsOf(tx, agencyId);
  if (!organizations.some((each) => each.organizationId === organizationId))
    throw badInput(
      'organizationId',
      'This organization is not in the directory. Choose another, or add it first.',
    );
}

export async function addOrganization(
  asked: InputOf<typeof contract.addOrganization>,
  visit: Visit,
) {
  await checkName(visit, asked);
  const organizationId = await store.addOrganization(visit, asked);
  visit.touch(organizationId);
  return { organizationId };
}

export async function changeOrganization(
  asked: InputOf<typeof contract.changeOrganization>,
  visit: Visit,
) {
  const organizations = await store.organizationsOf(visit.tx, visit.agencyId);
  if (!organizations.some((each) => each.organizationId === asked.organizationId))
    throw new Refused('not-found');
  await checkName(visit, asked);
  await store.saveOrganization(visit, asked);
  return done;
}

async function checkName(
  { tx, agencyId }: Visit,
  named: { name: string; organizationId?: string },
) {
  if (await store.isOrganizationNameTaken(tx, agencyId, named))
    throw new Refused('organization-name-taken', [
      { path: 'name', message: 'There is an organization with this name already. Use that one.' },
    ]);
}

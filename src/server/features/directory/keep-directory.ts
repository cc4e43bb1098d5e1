import type * as contract from '#contract/directory.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { classesFrom } from '#domain/policy-clock/significant-changes.ts';
import { isOwnKind, type OwnKind } from '#domain/program-policy/own-kinds.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import * as store from '#server/stores/directory/directory.ts';
import * as partners from '#server/stores/directory/organizations.ts';
import { refuseFuture } from '#server/stores/enrollments/enrollment-choices.ts';
import { holdKinds, providerKindsOf } from '#server/stores/policies/provider-kinds.ts';
import { askWhoIsUncovered } from '#server/stores/consents/withdraw-uncovered.ts';

const done = { done: true } as const;

export async function addProvider(person: InputOf<typeof contract.addProvider>, visit: Visit) {
  await checkOrganization(visit, person.organizationId);
  const kind = await kindAsked(visit, person.providerClass, null);
  const providerId = await store.addProvider(visit, { ...person, ...kind });
  visit.touch(providerId);
  return { providerId };
}

export async function changeProvider(
  { providerId, ...asked }: InputOf<typeof contract.changeProvider>,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const [now] = await store.providerHistory(tx, agencyId, providerId);
  if (!now) throw new Refused('not-found');
  await checkOrganization(visit, asked.organizationId);
  const from = Temporal.PlainDate.from(asked.from);
  refuseFuture(from, today, 'from');
  if (Temporal.PlainDate.compare(from, now.from) < 0)
    throw badInput(
      'from',
      `There is a later change already, from ${now.from.toString()}. Enter that date or a later one.`,
    );
  const kind = await kindAsked(visit, asked.providerClass, now.ownKind);
  await store.changeProvider(visit, now, { ...asked, ...kind, from });
  if (asked.organizationId !== now.organizationId) await askWhoIsUncovered(visit, providerId);
  return done;
}

/** A kind that was retired stays with whoever has it. */
async function kindAsked(
  visit: Visit,
  asked: InputOf<typeof contract.addProvider>['providerClass'],
  had: OwnKind | null,
) {
  if (!isOwnKind(asked)) return { providerClass: asked, ownKind: null };
  await holdKinds(visit, 'take');
  const kind = (await providerKindsOf(visit)).find(({ code }) => code === asked);
  if (!kind) throw badInput('providerClass', 'This kind is not there any more. Choose another.');
  if (kind.isRetired && asked !== had)
    throw badInput(
      'providerClass',
      'This kind is retired. Choose another, or ask an administrator to bring it back.',
    );
  return { providerClass: kind.providerClass, ownKind: kind.code };
}

async function checkOrganization({ tx, agencyId }: Visit, organizationId: string) {
  const organizations = await partners.organizationsOf(tx, agencyId);
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
  const organizationId = await partners.addOrganization(visit, asked);
  visit.touch(organizationId);
  return { organizationId };
}

export async function changeOrganization(
  asked: InputOf<typeof contract.changeOrganization>,
  visit: Visit,
) {
  const organizations = await partners.organizationsOf(visit.tx, visit.agencyId);
  const known = organizations.find((each) => each.organizationId === asked.organizationId);
  if (!known) throw new Refused('not-found');
  // What was written by it stays closed, and whom it names would be missed where the place told less.
  if (asked.class !== undefined && !classesFrom(known.class).includes(asked.class))
    throw badInput(
      'class',
      'What being served there reveals was said already. Keep it, or choose what is stricter.',
    );
  await checkName(visit, asked);
  await partners.saveOrganization(visit, asked);
  return done;
}

async function checkName(
  { tx, agencyId }: Visit,
  named: { name: string; organizationId?: string },
) {
  if (await partners.isOrganizationNameTaken(tx, agencyId, named))
    throw new Refused('organization-name-taken', [
      { path: 'name', message: 'There is an organization with this name already. Use that one.' },
    ]);
}

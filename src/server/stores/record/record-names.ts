import type { PersonRef } from '#domain/people.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientNamesOf } from '#server/stores/clients/clients.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Known = { id: string; name: string; from: Temporal.PlainDate };

export type Wanted = {
  staff?: readonly (string | null)[];
  providers?: readonly (string | null)[];
  supports?: readonly (string | null)[];
  clients?: readonly (string | null)[];
  organizations?: readonly (string | null)[];
  programs?: readonly (string | null)[];
};

export type Names = {
  person: (person: PersonRef, on: Temporal.PlainDate) => string;
  organization: (id: string) => string;
  program: (id: string) => string;
};

/** Stands where the asker may not know which provider it was. */
export const aProvider = {
  kind: 'provider',
  id: '00000000-0000-0000-0000-000000000000',
} as const;

const unnamed = 'Somebody who is no longer listed';

/** What people were called on the day in question, and organizations and programs now. */
export async function namesFor(here: Here, wanted: Wanted): Promise<Names> {
  const staff = await staffNames(here, given(wanted.staff));
  const providers = await providerNames(here, given(wanted.providers));
  const supports = await supportNames(here, given(wanted.supports));
  const clients = await clientNamesOf(here.tx, here.agencyId, given(wanted.clients));
  const organizations = await organizationNames(here, given(wanted.organizations));
  const programs = await programNames(here, given(wanted.programs));
  return {
    person: ({ kind, id }, on) => {
      switch (kind) {
        case 'staff':
          return nameOn(staff, id, on);
        case 'provider':
          return id === aProvider.id ? 'A provider' : nameOn(providers, id, on);
        case 'support':
          return supports.get(id) ?? unnamed;
        case 'client':
          return clients.get(id) ?? unnamed;
      }
    },
    organization: (id) => organizations.get(id) ?? 'An organization',
    program: (id) => programs.get(id) ?? 'A program',
  };
}

const given = (ids: readonly (string | null)[] = []) => [
  ...new Set(ids.filter((id) => id !== null)),
];

/** The name that held on the day; before the first one known, the first, and after the last, the last. */
function nameOn(known: readonly Known[], id: string, on: Temporal.PlainDate): string {
  const own = known.filter((each) => each.id === id);
  const begun = own.findLast(({ from }) => Temporal.PlainDate.compare(from, on) <= 0);
  return (begun ?? own[0])?.name ?? unnamed;
}

async function staffNames({ tx, agencyId }: Here, ids: string[]): Promise<Known[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('staff_version')
    .select(['staff_id as id', 'full_name as name', 'valid_from as from'])
    .where('agency_id', '=', agencyId)
    .where('staff_id', '=', oneOf(ids))
    .where('superseded_at', 'is', null)
    .orderBy('valid_from')
    .modifyEnd(keepPlan)
    .execute();
}

async function providerNames({ tx, agencyId }: Here, ids: string[]): Promise<Known[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('provider_version')
    .select(['provider_id as id', 'full_name as name', 'valid_from as from'])
    .where('agency_id', '=', agencyId)
    .where('provider_id', '=', oneOf(ids))
    .where('superseded_at', 'is', null)
    .orderBy('valid_from')
    .modifyEnd(keepPlan)
    .execute();
}

async function supportNames({ tx, agencyId }: Here, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await tx
    .selectFrom('support')
    .select(['support_id', 'full_name'])
    .where('agency_id', '=', agencyId)
    .where('support_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.support_id, row.full_name]));
}

async function organizationNames({ tx, agencyId }: Here, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await tx
    .selectFrom('organization')
    .select(['organization_id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('organization_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.organization_id, row.name]));
}

async function programNames({ tx, agencyId }: Here, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await tx
    .selectFrom('program')
    .select(['program_id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('program_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.program_id, row.name]));
}

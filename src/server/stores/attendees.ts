import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import { personKey, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import { relationshipWords, type Relationship } from '#domain/relationships.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';

/** Somebody as they were on a date, as far as it was known at a moment. */
export type KnownPerson = {
  person: PersonRef;
  name: string;
  /** Position; for a support, what they are to the client. */
  title: string | null;
  agency: string | null;
  organizationId: string | null;
  /** What it tells of somebody that this person serves them. */
  tells: SensitivityClass;
  email: string;
  /** False where the client asked not to be written to. */
  mayEmail: boolean;
  /** Of a client; then nothing goes to them any more, in no way. */
  diedOn: Temporal.PlainDate | null;
};

export type AsKnown = { on: Temporal.PlainDate; knownAt: Temporal.Instant };
type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** Those of these people whom the asker may see, by their key; what is not dated is as it is now. */
export async function peopleAsOf(
  scope: Scope,
  people: readonly PersonRef[],
  when: AsKnown,
): Promise<Map<string, KnownPerson>> {
  const idsOf = (kind: PersonRef['kind']) => [
    ...new Set(people.filter((person) => person.kind === kind).map(({ id }) => id)),
  ];
  const found = [
    ...(await staffAsOf(scope, idsOf('staff'), when)),
    ...(await providersAsOf(scope, idsOf('provider'), when)),
    ...(await supportsOf(scope, idsOf('support'))),
    ...(await clientsOf(scope, idsOf('client'))),
  ];
  return new Map(found.map((each) => [personKey(each.person), each]));
}

/** The version that held on the date, among those known then; else the nearest that there is. */
const bestVersion = ({ on, knownAt }: AsKnown) =>
  sql`(v.recorded_at <= ${knownAt} and (v.superseded_at is null or v.superseded_at > ${knownAt})) desc,
    (v.valid_from <= ${on} and (v.valid_to is null or v.valid_to >= ${on})) desc,
    (v.superseded_at is null) desc, v.valid_from desc, v.recorded_at desc`;

async function staffAsOf(
  { tx, agencyId }: Scope,
  ids: string[],
  when: AsKnown,
): Promise<KnownPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('staff as s')
    .innerJoin('staff_version as v', (join) =>
      join.onRef('v.agency_id', '=', 's.agency_id').onRef('v.staff_id', '=', 's.staff_id'),
    )
    .innerJoin('agency as a', 'a.agency_id', 's.agency_id')
    .distinctOn('s.staff_id')
    .select(['s.staff_id as id', 's.email', 'v.full_name as name', 'v.title', 'a.name as agency'])
    .where('s.agency_id', '=', agencyId)
    .where('s.staff_id', '=', oneOf(ids))
    .orderBy('s.staff_id')
    .orderBy(bestVersion(when))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map(({ id, ...row }) => ({
    ...row,
    person: { kind: 'staff', id },
    organizationId: null,
    tells: 'general',
    mayEmail: true,
    diedOn: null,
  }));
}

async function providersAsOf(
  { tx, agencyId }: Scope,
  ids: string[],
  when: AsKnown,
): Promise<KnownPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('provider_version as v')
    .innerJoin('organization as o', (join) =>
      join
        .onRef('o.agency_id', '=', 'v.agency_id')
        .onRef('o.organization_id', '=', 'v.organization_id'),
    )
    .distinctOn('v.provider_id')
    .select([
      'v.provider_id as id',
      'v.full_name as name',
      'v.title',
      'v.email',
      'v.organization_id as organizationId',
      'o.name as agency',
      'o.class as tells',
    ])
    .$narrowType<{ tells: SensitivityClass }>()
    .where('v.agency_id', '=', agencyId)
    .where('v.provider_id', '=', oneOf(ids))
    .orderBy('v.provider_id')
    .orderBy(bestVersion(when))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map(({ id, ...row }) => ({
    ...row,
    person: { kind: 'provider', id },
    mayEmail: true,
    diedOn: null,
  }));
}

async function supportsOf({ tx, agencyId }: Scope, ids: string[]): Promise<KnownPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('support')
    .select(['support_id as id', 'full_name as name', 'relationship', 'email'])
    .$narrowType<{ relationship: Relationship }>()
    .where('agency_id', '=', agencyId)
    .where('support_id', 'in', ids)
    .execute();
  return rows.map(({ id, relationship, ...row }) => ({
    ...row,
    title: relationshipWords[relationship],
    person: { kind: 'support', id },
    agency: null,
    organizationId: null,
    tells: 'general',
    mayEmail: true,
    diedOn: null,
  }));
}

async function clientsOf({ tx, agencyId }: Scope, ids: string[]): Promise<KnownPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('client')
    .select(['client_id as id', 'email', 'may_email as mayEmail', 'deceased_on as diedOn'])
    .select([
      'legal_given as legalGiven',
      'legal_family as legalFamily',
      'preferred_name as preferredName',
    ])
    .where('agency_id', '=', agencyId)
    .where('client_id', 'in', ids)
    .execute();
  return rows.map(({ id, email, mayEmail, diedOn, ...names }) => ({
    person: { kind: 'client', id },
    name: clientName(names),
    title: null,
    agency: null,
    organizationId: null,
    tells: 'general',
    email,
    mayEmail,
    diedOn,
  }));
}

import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import {
  personKey,
  sensitivityClasses,
  type PersonRef,
  type SensitivityClass,
} from '#domain/people.ts';
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
  email: string;
  /** False where the client asked not to be written to. */
  mayEmail: boolean;
  /** Of a client; then nothing goes to them any more, in no way. */
  diedOn: Temporal.PlainDate | null;
};

/** With what it tells of somebody that this person serves them. */
export type TellingPerson = KnownPerson & { tells: SensitivityClass };

export type AsKnown = { on: Temporal.PlainDate; knownAt: Temporal.Instant };
type Scope = Pick<Visit, 'tx' | 'agencyId'>;

/** Those of these people whom the asker may see, by their key; what is not dated is as it is now. */
export const peopleAsOf = (
  scope: Scope,
  people: readonly PersonRef[],
  when: AsKnown,
): Promise<Map<string, KnownPerson>> => found(scope, people, { ...when, withSeats: false });

/** The same, of each with what they tell: for a colleague of ours, all their seats are looked at. */
export const peopleWhoTell = (
  scope: Scope,
  people: readonly PersonRef[],
  when: AsKnown,
): Promise<Map<string, TellingPerson>> => found(scope, people, { ...when, withSeats: true });

type Wanted = AsKnown & { withSeats: boolean };

async function found(
  scope: Scope,
  people: readonly PersonRef[],
  when: Wanted,
): Promise<Map<string, TellingPerson>> {
  const idsOf = (kind: PersonRef['kind']) => [
    ...new Set(people.filter((person) => person.kind === kind).map(({ id }) => id)),
  ];
  const known = [
    ...(await staffAsOf(scope, idsOf('staff'), when)),
    ...(await providersAsOf(scope, idsOf('provider'), when)),
    ...(await supportsOf(scope, idsOf('support'))),
    ...(await clientsOf(scope, idsOf('client'))),
  ];
  return new Map(known.map((each) => [personKey(each.person), each]));
}

/** The version that held on the date, among those known then; else the nearest that there is. */
const bestVersion = ({ on, knownAt }: AsKnown) =>
  sql`(v.recorded_at <= ${knownAt} and (v.superseded_at is null or v.superseded_at > ${knownAt})) desc,
    (v.valid_from <= ${on} and (v.valid_to is null or v.valid_to >= ${on})) desc,
    (v.superseded_at is null) desc, v.valid_from desc, v.recorded_at desc`;

/** What the names tell of the programs in which they have a seat on that date; of a program that tells nothing, general. */
const toldBySeats = ({ on, knownAt }: AsKnown) => sql<SensitivityClass[]>`array(
  select distinct p.class::text from team_member m
    join team_member_version w on w.agency_id = m.agency_id and w.team_member_id = m.team_member_id
    join team t on t.agency_id = m.agency_id and t.team_id = m.team_id
    join program p on p.agency_id = t.agency_id and p.program_id = t.program_id
  where m.agency_id = s.agency_id and m.staff_id = s.staff_id
    and w.recorded_at <= ${knownAt} and (w.superseded_at is null or w.superseded_at > ${knownAt})
    and w.valid_from <= ${on} and (w.valid_to is null or w.valid_to >= ${on}))`;

/** One seat where nothing is told is enough: they may know somebody by it. */
const leastOf = (classes: readonly SensitivityClass[]) =>
  sensitivityClasses.find((each) => classes.includes(each)) ?? 'general';

async function staffAsOf(
  { tx, agencyId }: Scope,
  ids: string[],
  { withSeats, ...when }: Wanted,
): Promise<TellingPerson[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('staff as s')
    .innerJoin('staff_version as v', (join) =>
      join.onRef('v.agency_id', '=', 's.agency_id').onRef('v.staff_id', '=', 's.staff_id'),
    )
    .innerJoin('agency as a', 'a.agency_id', 's.agency_id')
    .distinctOn('s.staff_id')
    .select(['s.staff_id as id', 's.email', 'v.full_name as name', 'v.title', 'a.name as agency'])
    .$if(withSeats, (query) => query.select(toldBySeats(when).as('seats')))
    .where('s.agency_id', '=', agencyId)
    .where('s.staff_id', '=', oneOf(ids))
    .orderBy('s.staff_id')
    .orderBy(bestVersion(when))
    .modifyEnd(keepPlan)
    .execute();
  return rows.map(({ id, seats, ...row }) => ({
    ...row,
    person: { kind: 'staff', id },
    organizationId: null,
    tells: leastOf(seats ?? []),
    mayEmail: true,
    diedOn: null,
  }));
}

async function providersAsOf(
  { tx, agencyId }: Scope,
  ids: string[],
  when: AsKnown,
): Promise<TellingPerson[]> {
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

async function supportsOf({ tx, agencyId }: Scope, ids: string[]): Promise<TellingPerson[]> {
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

async function clientsOf({ tx, agencyId }: Scope, ids: string[]): Promise<TellingPerson[]> {
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

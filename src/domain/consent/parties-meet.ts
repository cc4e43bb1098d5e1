import { isSamePerson } from '#domain/people.ts';
import { standingOf, type Consent, type Moment, type Party, type PartySpec } from './consent.ts';

/** Whether it goes on by itself: it holds, or will from its first day on. */
export const isRunning = (consent: Consent, moment: Moment) => {
  const standing = standingOf(consent, moment);
  return standing === 'holds' || standing === 'not-yet-valid';
};

/** Whether two papers can reach the same person. Who treats a client is not known by organization: there it may. */
function partiesMeet(one: PartySpec, other: PartySpec): boolean {
  if (one.kind === 'treating-providers' || other.kind === 'treating-providers')
    return treatingMeets(one, other);
  if (one.kind === 'person' && other.kind === 'person')
    return isSamePerson(one.person, other.person);
  if (one.organizationId === null || one.organizationId !== other.organizationId) return false;
  if (one.kind === 'role-class' && other.kind === 'role-class')
    return one.providerClass === other.providerClass;
  if (one.kind === 'role-class' && other.kind === 'person') return isAmong(other, one);
  if (other.kind === 'role-class' && one.kind === 'person') return isAmong(one, other);
  return true;
}

type Named<K extends PartySpec['kind']> = Extract<PartySpec, { kind: K }>;
const isAmong = (
  { person }: Named<'person'>,
  { members }: Named<'role-class'> | Named<'treating-providers'>,
) => members.some((member) => isSamePerson(member.person, person));

function treatingMeets(one: PartySpec, other: PartySpec): boolean {
  const [treating, rest] = one.kind === 'treating-providers' ? [one, other] : [other, one];
  if (treating.kind !== 'treating-providers') return false;
  return rest.kind === 'person' ? isAmong(rest, treating) : true;
}

type WithoutMembers<T> = T extends { members: unknown } ? Omit<T, 'members'> : T;

/** Whether everybody whom this party names is meant by the other too. */
export function isWithin(party: PartySpec, other: WithoutMembers<PartySpec>): boolean {
  switch (other.kind) {
    case 'person':
      return party.kind === 'person' && isSamePerson(party.person, other.person);
    case 'organization':
      return party.kind !== 'treating-providers' && party.organizationId === other.organizationId;
    case 'role-class':
      return (
        party.kind === 'role-class' &&
        party.organizationId === other.organizationId &&
        party.providerClass === other.providerClass
      );
    case 'treating-providers':
      return party.kind === 'treating-providers';
  }
}

/** Other papers that go on when this one is taken back, and reach the same people with some of the same kinds. */
export const overlapping = (
  consent: Consent,
  consents: readonly Consent[],
  moment: Moment,
): Consent[] =>
  consent.isRefusal
    ? []
    : consents.filter(
        (other) =>
          other.id !== consent.id &&
          other.clientId === consent.clientId &&
          !other.isRefusal &&
          isRunning(other, moment) &&
          other.classes.some((each) => consent.classes.includes(each)) &&
          toldBy(other).some((theirs) => toldBy(consent).some((ours) => partiesMeet(ours, theirs))),
      );

/** Whom a paper lets be told: of one that goes both ways, those who may tell too. */
export const toldBy = ({ recipients, disclosers, isMutual }: Consent): readonly Party[] =>
  isMutual ? [...recipients, ...disclosers] : recipients;

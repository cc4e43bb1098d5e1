export type AgencyId = string;
export type OrganizationId = string;
export type StaffId = string;
export type ClientId = string;
export type ProviderId = string;
export type SupportId = string;

/** Somebody who works for the agency itself: reading a record in that role is access, not disclosure. */
export type StaffRef = { kind: 'staff'; id: StaffId };

/** Somebody who does not work for the agency: whatever they learn is a disclosure. */
export type OutsideRef =
  | { kind: 'provider'; id: ProviderId }
  | { kind: 'support'; id: SupportId }
  | { kind: 'client'; id: ClientId };

export type PersonRef = StaffRef | OutsideRef;

/** The kinds of information that no general consent covers. */
export const restrictedClasses = ['hiv', 'sud', 'mental_health', 'dv'] as const;

export const sensitivityClasses = ['general', ...restrictedClasses] as const;

export type SensitivityClass = (typeof sensitivityClasses)[number];

export const isSamePerson = (one: PersonRef, other: PersonRef) =>
  one.kind === other.kind && one.id === other.id;

/** One text per person, to group and look up by. */
export const personKey = (person: PersonRef) => `${person.kind}:${person.id}`;

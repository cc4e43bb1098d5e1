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

/**
 * The kinds of information that no general consent covers, strictest first: words about several of them are kept as the first. The
 * database has the same list in auth.restricted_classes().
 */
export const restrictedClasses = [
  'psychotherapy_notes',
  'sud_counseling_notes',
  'hiv',
  'reproductive_minor',
  'sud',
  'mental_health',
  'dv',
  'genetic',
] as const;

/** In the order in which people choose among them. */
export const sensitivityClasses = [
  'general',
  'hiv',
  'sud',
  'mental_health',
  'dv',
  'reproductive_minor',
  'genetic',
  'psychotherapy_notes',
  'sud_counseling_notes',
] as const satisfies readonly ('general' | (typeof restrictedClasses)[number])[];

/** Notes of a session, kept apart from the record by law: no program is about them, and no case holds them by itself. */
export const notesClasses = ['psychotherapy_notes', 'sud_counseling_notes'] as const;

/** What being in a program can tell, and so what a case can hold. */
export const programClasses = [
  'general',
  'hiv',
  'sud',
  'mental_health',
  'dv',
  'reproductive_minor',
  'genetic',
] as const satisfies readonly Exclude<
  (typeof sensitivityClasses)[number],
  (typeof notesClasses)[number]
>[];

export type SensitivityClass = (typeof sensitivityClasses)[number];
export type ProgramClass = (typeof programClasses)[number];

export const isSamePerson = (one: PersonRef, other: PersonRef) =>
  one.kind === other.kind && one.id === other.id;

/** One text per person, to group and look up by. */
export const personKey = (person: PersonRef) => `${person.kind}:${person.id}`;

import type { Findings } from './findings.ts';
import type { HouseholdRelation } from './household-relations.ts';
import type { RestrictedClass } from './sensitivity.ts';

export type OrganizationChoice = 'this-agency' | 'partner-name' | 'leave-out';

export type ImportChoices = {
  /** By OrganizationID; an organization without a choice is left out. */
  organizations: ReadonlyMap<string, OrganizationChoice>;
  /** By ProjectID: the policy that its program follows; a project without one is left out. */
  programPolicies: ReadonlyMap<string, string>;
};

export const planKinds = [
  'organization',
  'project',
  'worker',
  'client',
  'enrollment',
  'exit',
  'householdLink',
  'sensitivity',
] as const;

export type PlanKind = (typeof planKinds)[number];

/** What earlier imports made: per kind, the fingerprint under which each external id was last written. */
export type KnownRecords = {
  fingerprints: Record<Exclude<PlanKind, 'sensitivity'>, ReadonlyMap<string, string>>;
  /** By client: a record of its own beside the others would tell the classes to whoever may read it. */
  classes: ReadonlyMap<string, readonly RestrictedClass[]>;
  lastExportedAt: Temporal.PlainDateTime | null;
  /** Keyed by the caller: a plain hash of a name and a birth date would give them away. */
  fingerprintOf: (content: string) => string;
};

export const skipReasons = [
  'file-refused',
  'deleted-in-hmis',
  'row-unreadable',
  'without-identifier',
  'identifier-twice',
  'victim-service',
  'is-this-agency',
  'left-out',
  'partner-name-only',
  'without-policy',
  'not-enrolled-here',
  'not-working-here',
  'client-missing',
  'project-missing',
  'enrollment-missing',
  'entry-date-unreadable',
  'exit-date-unreadable',
  'exit-before-entry',
  'exit-twice',
] as const;

export type SkipReason = (typeof skipReasons)[number];

/** Always read = made + matched + updated + unchanged + everything skipped. */
export type PlanCount = {
  read: number;
  made: number;
  /** Stands here already, though no import wrote it: it is taken over, not made a second time. */
  matched: number;
  updated: number;
  unchanged: number;
  skipped: ReadonlyMap<SkipReason, number>;
};

/** A thing to write; what is already as it should be does not appear. */
export type Planned<T> = T & {
  action: 'make' | 'update';
  externalId: string;
  fingerprint: string;
};

export type PlannedOrganization = Planned<{ name: string }>;

export type PlannedProgram = Planned<{ name: string; organizationId: string; policy: string }>;

/** HMIS often leaves names out; the label is what can be shown in any case. */
export type PlannedWorker = Planned<{
  label: string;
  firstName: string;
  lastName: string;
  email: string;
}>;

export type PlannedClient = Planned<{
  firstName: string;
  middleName: string;
  lastName: string;
  nameSuffix: string;
  isNamed: boolean;
  label: string;
  bornOn: Temporal.PlainDate | null;
  birthDateQuality: 'full' | 'approximate' | 'unknown';
}>;

export type PlannedEnrollment = Planned<{
  clientId: string;
  programId: string;
  workerId: string | null;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
  householdId: string;
  relationToHead: HouseholdRelation;
}>;

/** What an enrollment that is to be made says of who may see its client. */
export type NewEnrollment = Pick<PlannedEnrollment, 'programId' | 'workerId' | 'endedOn'>;

/** Under the id of its enrollment, which carries the date: only the fingerprint has to be kept. */
export type PlannedExit = Planned<{ endedOn: Temporal.PlainDate }>;

/** `otherClientId` is the `relation` of `clientId`; a reference, never a permission to contact. */
export type PlannedHouseholdLink = Planned<{
  clientId: string;
  otherClientId: string;
  relation: HouseholdRelation;
  /** Both live in the household now, as far as open enrollments tell. */
  isCurrent: boolean;
}>;

/** Carries no fingerprint: what is known is asked of the protected table itself. */
export type PlannedSensitivity = Planned<{
  clientId: string;
  class: RestrictedClass;
  source: 'hmis-disabilities' | 'hmis-health-and-dv';
}>;

/** What is listed row by row. Links and classes are no rows of a file: they are derived, and only counted. */
export const rowKinds = [
  'client',
  'enrollment',
  'exit',
  'worker',
  'project',
  'organization',
] as const satisfies readonly PlanKind[];
export type RowKind = (typeof rowKinds)[number];

export const rowOutcomes = ['new', 'matched', 'updated', 'unchanged', 'left-out'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export type PlanRow = {
  /** Where to go on after it. */
  at: number;
  /** Null for a worker whom the file names and does not list. */
  row: number | null;
  outcome: RowOutcome;
  reason: SkipReason | null;
  /** Under which id HMIS knows what it brings in; null for what is left out. */
  id: string | null;
  /** Null where the row is not this agency's, or says nothing that could be read. */
  told: RowTold | null;
};

export type RowTold = {
  name: string;
  /** The client whom it is about, under the HMIS id. */
  clientId: string | null;
  startedOn: Temporal.PlainDate | null;
  endedOn: Temporal.PlainDate | null;
};

export type RowsWanted = { after: number; only: RowOutcome | null };

/**
 * What an import would do. Each list is made anew while it is read, so that a large file is written in batches
 * without ever standing in memory as objects. Ids are those of HMIS. Write sensitivity in the same transaction
 * as the clients: nobody may list a client before its classes stand.
 */
export type ImportPlan = {
  isRefused: boolean;
  exportedAt: Temporal.PlainDateTime | null;
  counts: Record<PlanKind, PlanCount>;
  findings: Findings;
  organizations: () => Iterable<PlannedOrganization>;
  programs: () => Iterable<PlannedProgram>;
  workers: () => Iterable<PlannedWorker>;
  clients: () => Iterable<PlannedClient>;
  sensitivity: () => Iterable<PlannedSensitivity>;
  enrollments: () => Iterable<PlannedEnrollment>;
  exits: () => Iterable<PlannedExit>;
  householdLinks: () => Iterable<PlannedHouseholdLink>;
  /**
   * What becomes of each row of a file; of a victim service's there is none. Null for one that is not wanted, so that
   * whoever walks a large file can let others have their turn.
   */
  rows: (kind: RowKind, wanted: RowsWanted) => Iterable<PlanRow | null>;
  /** Where and since when each enrollment runs that is to be made and has no exit. */
  newlyRunning: () => Iterable<{ projectId: string; startedOn: Temporal.PlainDate }>;
  /** For each client of the file who is imported, in the order of `clients`: those of their enrollments that are to be made. */
  newByClient: () => Iterable<{ clientId: string; enrollments: readonly NewEnrollment[] }>;
};

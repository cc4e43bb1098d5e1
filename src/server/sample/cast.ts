import type { Role } from '#domain/access/abilities.ts';
import type { TeamRole } from '#domain/access/team-roles.ts';
import type { OrganizationKind } from '#domain/organization-kinds.ts';
import { restrictedClasses, type ProgramClass } from '#domain/people.ts';
import type { providerClasses } from '#domain/program-policy/policy-words.ts';
import type { PresetId } from '#domain/program-policy/presets/presets.ts';

/** Everybody and everything here is invented. Addresses end in .example, where no mail can arrive. */
export const agency = {
  agencyName: 'Riverbend Care (sample)',
  neutralName: 'Riverbend Community Services (sample)',
  contactPhone: '555-0100',
  timeZone: 'America/New_York',
} as const;

export type StaffKey = 'ana' | 'ben' | 'sofia' | 'noor' | 'tom' | 'june';
export type SampleStaff = {
  fullName: string;
  title: string;
  role: Role;
  teamRole: TeamRole | null;
};

export const staff: Readonly<Record<StaffKey, SampleStaff>> = {
  noor: {
    fullName: 'Noor Haddad',
    title: 'Administrator',
    role: 'administrator',
    teamRole: null,
  },
  ana: {
    fullName: 'Ana Reyes',
    title: 'Case manager',
    role: 'case-manager',
    teamRole: 'case-manager',
  },
  ben: {
    fullName: 'Ben Okoro',
    title: 'Case manager',
    role: 'case-manager',
    teamRole: 'case-manager',
  },
  sofia: {
    fullName: 'Sofia Marsh',
    title: 'Program supervisor',
    role: 'supervisor',
    teamRole: 'supervisor',
  },
  tom: { fullName: 'Tom Ellery', title: 'Billing specialist', role: 'biller', teamRole: null },
  june: { fullName: 'June Castell', title: 'Quality auditor', role: 'auditor', teamRole: null },
};

export const authorizedTitles = [
  {
    title: 'Case manager',
    duties: 'Plans and holds case conferences and keeps the record',
    limits: 'own caseload and own team',
    classes: [...restrictedClasses],
  },
  {
    title: 'Program supervisor',
    duties: 'Oversees the cases of a program and reviews incidents',
    limits: 'the programs that they supervise',
    classes: [...restrictedClasses],
  },
];

export const emailOf = (fullName: string) =>
  `${fullName.toLowerCase().replaceAll(' ', '.')}@riverbend-sample.example`;

export type ProgramKey = 'comprehensive' | 'healthHome' | 'supportive' | 'cfp';
type SampleProgram = {
  name: string;
  preset: PresetId;
  class: ProgramClass;
  /** How many days ago its duties began to count as news. */
  liveSince: number;
};

export const programs: Readonly<Record<ProgramKey, SampleProgram>> = {
  comprehensive: {
    name: 'Comprehensive case management',
    preset: 'comprehensive',
    class: 'general',
    liveSince: 540,
  },
  healthHome: {
    name: 'Health Home',
    preset: 'health-home',
    class: 'general',
    liveSince: 60,
  },
  supportive: {
    name: 'Supportive case management',
    preset: 'supportive',
    class: 'sud',
    liveSince: 540,
  },
  cfp: {
    name: 'Community Follow-up Program',
    preset: 'cfp',
    class: 'hiv',
    liveSince: 540,
  },
};

export type OrganizationKey =
  | 'clinic'
  | 'behavioral'
  | 'housing'
  | 'benefits'
  | 'legal'
  | 'plan'
  | 'shelter'
  | 'family'
  | 'pharmacy'
  | 'recovery';

export const organizations: Readonly<
  Record<
    OrganizationKey,
    { name: string; kind: OrganizationKind; isVictimService?: true; class?: ProgramClass }
  >
> = {
  clinic: { name: 'Harborlight Clinic', kind: 'health-care' },
  behavioral: { name: 'Northgate Behavioral Health', kind: 'behavioral-health' },
  housing: { name: 'Stepstone Housing', kind: 'housing' },
  benefits: { name: 'Westfield Benefits Desk', kind: 'social-service' },
  legal: { name: 'Lantern Legal Aid', kind: 'legal-aid' },
  plan: { name: 'Meadow Health Plan', kind: 'plan' },
  shelter: { name: 'Quiet Harbor House', kind: 'social-service', isVictimService: true },
  family: { name: 'Birchwood Family Services', kind: 'social-service' },
  pharmacy: { name: 'Bridgewell Pharmacy', kind: 'health-care' },
  recovery: { name: 'Open Gate Recovery', kind: 'behavioral-health', class: 'sud' },
};

export type ProviderKey =
  | 'lee'
  | 'idris'
  | 'stone'
  | 'novak'
  | 'fenn'
  | 'achebe'
  | 'marlow'
  | 'cole'
  | 'holt'
  | 'brandt'
  | 'whit';

type SampleProvider = {
  fullName: string;
  title: string;
  providerClass: (typeof providerClasses)[number];
  at: OrganizationKey;
};

export const providers: Readonly<Record<ProviderKey, SampleProvider>> = {
  lee: { fullName: 'Dr Hana Lee', title: 'Physician', providerClass: 'medical', at: 'clinic' },
  idris: { fullName: 'Dr Omar Idris', title: 'Physician', providerClass: 'medical', at: 'clinic' },
  stone: {
    fullName: 'Miriam Stone',
    title: 'Therapist',
    providerClass: 'behavioral',
    at: 'behavioral',
  },
  novak: {
    fullName: 'Peter Novak',
    title: 'Housing specialist',
    providerClass: 'housing',
    at: 'housing',
  },
  fenn: {
    fullName: 'Gloria Fenn',
    title: 'Benefits counselor',
    providerClass: 'benefits',
    at: 'benefits',
  },
  achebe: { fullName: 'David Achebe', title: 'Attorney', providerClass: 'legal', at: 'legal' },
  marlow: {
    fullName: 'Lucy Marlow',
    title: 'Care coordinator',
    providerClass: 'mco',
    at: 'plan',
  },
  cole: { fullName: 'Rita Cole', title: 'Advocate', providerClass: 'social', at: 'shelter' },
  holt: { fullName: 'Karen Holt', title: 'Family worker', providerClass: 'social', at: 'family' },
  brandt: {
    fullName: 'Elise Brandt',
    title: 'Recovery counselor',
    providerClass: 'behavioral',
    at: 'recovery',
  },
  whit: {
    fullName: 'Sam Whitaker',
    title: 'Pharmacist',
    providerClass: 'medical',
    at: 'pharmacy',
  },
};

export const providerEmail = (fullName: string, at: OrganizationKey) =>
  `${fullName.toLowerCase().replace('dr ', '').replaceAll(' ', '.')}@${at}.example`;

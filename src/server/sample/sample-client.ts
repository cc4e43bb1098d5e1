import type { Channel } from '#contract/clients.ts';
import type { EndReason } from '#contract/enrollments.ts';
import type { SensitivityClass } from '#domain/people.ts';
import type { HeldSource } from '#domain/record/held-sources.ts';
import type { NumberingSystem } from '#domain/numbering-systems.ts';
import type { Relationship } from '#domain/relationships.ts';
import type { ContactActivity, ContactChannel } from '#domain/record/contact-activities.ts';
import type { ProgramKey, ProviderKey, StaffKey } from './cast.ts';

/** Days are counted back from the day on which the sample is made: 7 was a week ago, -3 lies ahead. */
export type Ago = number;
/** Six months are no number of days, so a Health Home's dates are given by how many days later its duty falls due. */
export type DueIn = { sixMonthsBefore: Ago };

type SampleEnrollment = {
  program: ProgramKey;
  worker: StaffKey | null;
  since: Ago;
  heldElsewhere?: { on: Ago | DueIn; source: HeldSource };
  ended?: { on: Ago; reason: EndReason };
};

export type SampleConsent = {
  to: ProviderKey | 'support';
  classes?: SensitivityClass[];
  from: Ago;
  until?: Ago;
  revoked?: Ago;
};

type SampleSupport = {
  fullName: string;
  relationship: Relationship;
  phone?: string;
  email?: string;
  language?: string;
};

type SampleContact = {
  on: Ago;
  with: ProviderKey;
  activity: ContactActivity;
  channel: ContactChannel;
  minutes?: number;
  note: string;
};

export type SampleClient = {
  legalGiven: string;
  legalFamily: string;
  preferredName?: string;
  pronouns?: string;
  bornOn: string;
  languages?: string[];
  interpreterNeeded?: boolean;
  email?: string;
  phone?: string;
  mayContactBy?: Channel[];
  contactNote?: string;
  enrollments: [SampleEnrollment, ...SampleEnrollment[]];
  /** The first is the key provider. */
  team: ProviderKey[];
  consents: SampleConsent[];
  support?: SampleSupport;
  contacts?: SampleContact[];
  identifiers?: { system: NumberingSystem; value: string }[];
  died?: Ago;
};

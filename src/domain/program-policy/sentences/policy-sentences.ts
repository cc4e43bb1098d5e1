import type { NamedKind } from '#domain/program-policy/own-kinds.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { besideSection } from './beside-sentences.ts';
import {
  attemptsSection,
  conferenceSection,
  documentationSection,
  modesSection,
  triggersSection,
} from './conference-sentences.ts';
import { identitySection, vocabularySection } from './identity-sentences.ts';
import {
  daysOffSection,
  escalationsSection,
  pausesSection,
  routineSection,
} from './routine-sentences.ts';
import type { PolicySection } from './slot.ts';

/** A policy as people read it: the page, the sheet and the comparison all say these sentences. */
export const policySections = (
  policy: ProgramPolicy,
  programName: string,
  kinds: readonly NamedKind[] = [],
): PolicySection[] => [
  routineSection(policy, programName),
  triggersSection(policy),
  conferenceSection(policy, kinds),
  besideSection(policy),
  modesSection(policy),
  documentationSection(policy),
  attemptsSection(policy),
  daysOffSection(policy),
  pausesSection(policy),
  escalationsSection(policy),
  vocabularySection(policy),
  identitySection(policy),
];

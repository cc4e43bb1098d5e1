import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { cfp } from './cfp.ts';
import { communityCare } from './community-care.ts';
import { comprehensive } from './comprehensive.ts';
import { healthHome } from './health-home.ts';
import { supportive } from './supportive.ts';

/** The five programs an agency can start from; adopting one copies it, so that it can be changed. */
export const presets = {
  supportive,
  comprehensive,
  cfp,
  'health-home': healthHome,
  'community-care': communityCare,
} as const satisfies Record<string, ProgramPolicy>;

export type PresetId = keyof typeof presets;

export const presetIds = [
  'supportive',
  'comprehensive',
  'cfp',
  'health-home',
  'community-care',
] as const satisfies readonly PresetId[];

import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { standardCadence, standardConference } from './standard-parts.ts';
import { supportive } from './supportive.ts';

/** Comprehensive case management: at least every 180 days, and further ones as needed. */
export const comprehensive: ProgramPolicy = {
  ...supportive,
  policyId: 'ny-aids-comprehensive',
  identity: { ...supportive.identity, title: 'Comprehensive case management' },
  cadence: [
    { ...standardCadence, ruleId: 'every-180-days', interval: { value: 180, unit: 'day' } },
  ],
  conference: { ...standardConference, keyProviderCoverage: 'any' },
};

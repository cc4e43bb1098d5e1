import * as contract from '#contract/emergency.ts';
import { route } from '#server/platform/route.ts';
import { endEmergency } from './end-emergency.ts';
import { openEmergency } from './open-emergency.ts';
import { listEmergencies, readMine } from './read-emergencies.ts';
import { reviewEmergency } from './review-emergency.ts';

const use = { needs: 'emergency:use', purpose: 'care-coordination' } as const;
const review = { needs: 'emergency:review', purpose: 'oversight' } as const;

export const emergencyRoutes = [
  route(contract.openEmergency, { ...use, provedWithin: 5 }, openEmergency),
  route(contract.endEmergency, use, endEmergency),
  route(contract.readOwnEmergencies, use, readMine),
  route(contract.listEmergencies, review, listEmergencies),
  route(contract.reviewEmergency, review, reviewEmergency),
];

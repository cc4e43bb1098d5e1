import * as contract from '#contract/privacy-incidents.ts';
import { route } from '#server/platform/route.ts';
import { listPrivacyIncidents } from './list-privacy-incidents.ts';
import { reviewPrivacyIncident } from './review-privacy-incident.ts';

const reviews = { needs: 'incident:review', purpose: 'care-coordination' } as const;

export const privacyIncidentRoutes = [
  route(contract.listPrivacyIncidents, reviews, listPrivacyIncidents),
  route(contract.reviewPrivacyIncident, reviews, reviewPrivacyIncident),
];

import type { InputOf } from '#contract/endpoint.ts';
import type { reviewPrivacyIncident as endpoint } from '#contract/privacy-incidents.ts';
import { reviewIncident } from '#domain/consent/privacy-incident.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { lockIncident, settleIncident } from '#server/stores/disclosures/privacy-incidents.ts';
import { projectClients } from '#server/stores/clock/project-enrollments.ts';

/** An incident that turns out to be none no longer weighs on whether the conference counts. */
export async function reviewPrivacyIncident(
  { incidentId, outcome, note }: InputOf<typeof endpoint>,
  visit: Visit,
) {
  const incident = await lockIncident(visit, incidentId);
  const decision = reviewIncident(incident, visit.actor);
  if (!decision.allowed) throw new Refused(decision.refusal);
  await settleIncident(visit, incident, { outcome, note });
  await projectClients(visit, [incident.clientId]);
  visit.touch(incidentId, incident.clientId, incident.reviewId);
  return { incidentId };
}

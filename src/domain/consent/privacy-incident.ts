import { allow, refuse, type Decision } from '#domain/decision.ts';
import { restrictedClasses, type SensitivityClass, type StaffId } from '#domain/people.ts';

export const incidentOutcomes = ['unfounded', 'client-told', 'reported', 'other'] as const;
export type IncidentOutcome = (typeof incidentOutcomes)[number];

export const incidentOutcomeWords = (
  client: string,
): Readonly<Record<IncidentOutcome, string>> => ({
  unfounded: 'Unfounded: there was consent, or nothing of it was said',
  'client-told': `The ${client} was told`,
  reported: 'Reported as the law or our rules ask',
  other: 'Something else was done',
});

export type OpenIncident = {
  state: 'open' | 'reviewed';
  openedBy: StaffId;
  recordedBy: StaffId;
};

/** A second pair of eyes: whoever recorded it or closed the conference does not judge it. */
export function reviewIncident(
  { state, openedBy, recordedBy }: OpenIncident,
  by: StaffId,
): Decision<'reviewed', 'incident-already-reviewed' | 'not-your-own-incident'> {
  if (state === 'reviewed') return refuse('incident-already-reviewed');
  if (by === openedBy || by === recordedBy) return refuse('not-your-own-incident');
  return allow('reviewed');
}

/** A row that tells of several classes is guarded as the highest of them. */
export const highestClass = (classes: readonly SensitivityClass[]): SensitivityClass =>
  restrictedClasses.find((each) => classes.includes(each)) ?? 'general';

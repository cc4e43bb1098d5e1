import type { openEmergency as contract } from '#contract/emergency.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { readClientQuery, searchKey } from '#domain/client-name.ts';
import { Refused, RefusedAndKept } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import {
  beginEmergency,
  emergencyReviewers,
  type Sought,
} from '#server/stores/audit/emergencies.ts';

/** Opens, writes down why, and tells those who answer for the client, all in one transaction. */
export async function openEmergency(
  { client, bornOn, reason, words }: InputOf<typeof contract>,
  visit: Visit,
) {
  const made = await beginEmergency(visit, { sought: soughtBy(client, bornOn), reason, words });
  // A wrong guess is written down by the database, and counts.
  if ('refusal' in made)
    throw made.refusal === 'not-found'
      ? new RefusedAndKept(made.refusal)
      : new Refused(made.refusal);
  const { accessId, clientId } = made;
  visit.touch(clientId, accessId);
  const reviewers = new Set(await emergencyReviewers(visit, accessId));
  await tellDocumentReady(visit, reviewers, '/emergency-reviews');
  return { accessId, clientId, endsAt: visit.at.add({ minutes: 60 }).toString() };
}

/** A number, an identifier, or a full name with whichever part first: a family's name may be of several words. */
function soughtBy(typed: string, bornOn: string): Sought {
  const { number, identifier } = readClientQuery(typed);
  return { number, identifier, name: searchKey(typed), bornOn };
}

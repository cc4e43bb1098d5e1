import type { ClientReview } from '#domain/conference/client-review.ts';
import { papersAsAsked } from '#domain/conference/who-else-comes.ts';
import type { Consent } from '#domain/consent/consent.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';

/** The papers of these reviews, as far as what the asker asks may hang on them. */
export async function papersToAskBy(
  visit: Visit,
  reviews: readonly ClientReview[],
): Promise<Consent[]> {
  const clientIds = reviews.map(({ clientId }) => clientId);
  const consents = await consentsOf(visit.tx, clientIds);
  return papersAsAsked(consents, reviews, await readableClassesOf(visit, clientIds));
}

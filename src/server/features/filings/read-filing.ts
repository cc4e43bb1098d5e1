import type { FilingTexts, readAttemptFiling, readReviewFiling } from '#contract/filings.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { fileables, type Fileable } from './filing-rows.ts';
import { textsOf } from './filing-texts.ts';

export const readReviewTexts = (
  { reviewId }: InputOf<typeof readReviewFiling>,
  visit: Visit,
): Promise<FilingTexts> => textsAbout(visit, { kind: 'review', aboutId: reviewId });

export const readAttemptTexts = (
  { attemptId }: InputOf<typeof readAttemptFiling>,
  visit: Visit,
): Promise<FilingTexts> => textsAbout(visit, { kind: 'attempt', aboutId: attemptId });

type About = { kind: 'review' | 'attempt'; aboutId: string };

/** Somebody else's, one that is void, and one that nobody has to file are not there. */
export async function findFileable(visit: Visit, about: About): Promise<Fileable> {
  const wanted = { onlyOpen: false, order: 'newest', limit: 1 } as const;
  const [found] = await fileables(visit, about, wanted);
  if (found?.fact.kind !== about.kind) throw new Refused('not-found');
  return found;
}

async function textsAbout(visit: Visit, about: About): Promise<FilingTexts> {
  const found = await findFileable(visit, about);
  const { clientId } = found.fact;
  const texts = await textsOf(visit, found);
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  visit.touch(clientId);
  return {
    ...found.row,
    artifacts: found.row.artifacts.map((each) => ({
      ...each,
      text: texts.get(each.artifact) ?? '',
    })),
    readsAll: client?.readsWholeCase ?? false,
    today: visit.today.toString(),
  };
}

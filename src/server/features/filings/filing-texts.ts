import { attemptText, reviewText } from '#domain/filing/artifact-text.ts';
import type { Artifact } from '#domain/program-policy/program-policy.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { attemptStory } from './attempt-story.ts';
import type { Fileable } from './filing-rows.ts';
import { reviewStory } from './review-story.ts';

/** Each text that the program wants of this, made from the record as the asker may read it. */
export async function textsOf(visit: Visit, fileable: Fileable): Promise<Map<Artifact, string>> {
  const { fact, row, timeZone, policy } = fileable;
  const { name } = await findAgency(visit.tx, visit.agencyId);
  const client = `${row.clientName} (#${row.clientNumber})`;
  const word = policy.vocabulary.client;
  const head = (title: string) => ({
    title,
    clientWord: `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
    client,
    agency: name,
    program: row.programName,
  });
  if (fact.kind === 'attempt') {
    const story = await attemptStory(visit, fileable);
    return new Map(
      row.artifacts.map(({ artifact, title }) => [artifact, attemptText(head(title), story)]),
    );
  }
  const story = await reviewStory(visit, {
    reviewId: fact.aboutId,
    enrollmentId: fact.enrollmentId,
    timeZone,
    clientWord: word,
  });
  return new Map(
    row.artifacts.map(({ artifact, title }) => [
      artifact,
      reviewText(artifact, head(title), story),
    ]),
  );
}

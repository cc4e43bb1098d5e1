import { sql } from 'kysely';

/** Whether a version's document is the very one that was published. */
export const isAsPublished =
  sql<boolean>`coalesce(published_digest::text = auth.policy_digest(document), false)`.as(
    'isAsPublished',
  );

export const digestOfDocument = sql<string>`auth.policy_digest(document)`;

import { sql } from 'kysely';
import type { RecordFact } from '#domain/record/record-facts.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Recording = Pick<Visit, 'tx' | 'at' | 'agencyId'> & { actor: string | null };

const oneStatement = 1_000;

/** Writes into the clients' chronological records, in the transaction of what happened. */
export async function addToRecord({ tx, at, agencyId, actor }: Recording, facts: RecordFact[]) {
  const rows = facts.map((fact) => ({
    agency_id: agencyId,
    record_entry_id: newId(at),
    client_id: fact.clientId,
    kind: fact.kind,
    // Left empty, the database gives it the case's highest class, which the writer may not know.
    class: fact.class === 'the-highest' ? sql<string>`null` : (fact.class ?? 'general'),
    about_id: fact.aboutId,
    facts: JSON.stringify({
      change: fact.change,
      ...(fact.kind === 'import' ? { source: fact.source } : {}),
    }),
    happened_on: fact.on,
    happened_at: fact.at ?? null,
    recorded_at: at,
    recorded_by: actor,
  }));
  for (let from = 0; from < rows.length; from += oneStatement) {
    await tx
      .insertInto('record_entry')
      .values(rows.slice(from, from + oneStatement))
      .execute();
  }
}

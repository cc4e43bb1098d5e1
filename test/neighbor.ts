import type pg from 'pg';

/** Stands in every name of the neighbor, and in nothing else. */
export const neighborsMark = 'Vandermolen';

/** What tells the neighbor's people and cases apart; tests that set a moment for everybody do not touch it. */
const kept = {
  staff: 'staff_id, email',
  program: 'program_id, name, preset',
  client: 'client_id, client_number, legal_given, legal_family, created_at',
  enrollment_version: 'version_id, worker_id, team_id, valid_from, valid_to, superseded_at',
  provider_version: 'version_id, full_name, title, valid_from, superseded_at',
  consent: 'consent_id, client_id, classes, purposes, valid_from, valid_until',
  consent_party: 'party_id, consent_id, provider_id, since',
};

/** What the neighbor holds, as one text: the same before a test and after it. */
export async function readNeighbor(owner: pg.Pool): Promise<string> {
  const parts = Object.entries(kept).map(
    ([table, columns]) =>
      `(select string_agg(row(${columns})::text, '|' order by row(${columns})::text collate "C") from ${table} x where x.agency_id = n.agency_id)`,
  );
  const { rows } = await owner.query<{ held: string }>(
    `select concat_ws(E'\\n', ${parts.join(', ')}) as held from agency n where n.name = $1`,
    [neighborsMark],
  );
  return rows[0]?.held ?? '';
}

export function demandNothingOfNeighbor(what: string, said: string): void {
  if (said.includes(neighborsMark)) throw new Error(`${what} tells of another agency`);
}

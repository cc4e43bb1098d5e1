import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { listImportRows as endpoint } from '#contract/import-rows.ts';
import { hmisFiles } from '#domain/hmis/hmis-files.ts';
import type { RowKind } from '#domain/hmis/import-plan.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { refsOf } from '#server/stores/imports/import-refs.ts';
import {
  clientsEnrolled,
  keptRowsAfter,
  type KeptRow,
} from '#server/stores/imports/import-rows.ts';

type Input = InputOf<typeof endpoint>;
type Paged = Input & { pageSize: number };

/** What became of each row of an import that was written; who it was about is read of the record as it stands now. */
export async function listKeptRows(
  { importId, kind, action, after, pageSize }: Paged,
  visit: Visit,
): Promise<ReplyOf<typeof endpoint>> {
  const found: KeptRow[] = [];
  let place: number | null = after;
  while (place !== null && found.length <= pageSize) {
    const page = await keptRowsAfter(
      visit,
      { importId, kind },
      { after: place, only: action ?? null },
    );
    const wanted = page?.rows.filter(
      ({ at, outcome }) => at > after && (action === undefined || action === outcome),
    );
    found.push(...(wanted ?? []));
    place = page?.lastPlace ?? null;
  }
  const shown = found.slice(0, pageSize);
  const clients = await clientsBehind(visit, kind, shown);
  visit.touch(...new Set([...clients.values()].map(({ clientId }) => clientId)));
  return {
    rows: shown.map(({ at, row, outcome, reason, id, name }) => {
      const client = id === null ? undefined : clients.get(id);
      return {
        at,
        row,
        outcome,
        reason,
        file: hmisFiles[kind].name,
        name: client?.name ?? name,
        startedOn: null,
        endedOn: null,
        client: client ?? null,
      };
    }),
    next: found.length > pageSize ? (shown.at(-1)?.at ?? null) : null,
  };
}

type Named = { clientId: string; name: string; number: number };

/** By the id under which HMIS knows the row; whom the asker may not see is left out. */
async function clientsBehind(
  visit: Visit,
  kind: RowKind,
  rows: readonly KeptRow[],
): Promise<Map<string, Named>> {
  if (kind !== 'client' && kind !== 'enrollment' && kind !== 'exit') return new Map();
  const refs = await refsOf(
    visit,
    kind,
    rows.flatMap(({ id }) => id ?? []),
  );
  const ids = [...refs.values()].map(({ id }) => id);
  const clientOf =
    kind === 'client' ? new Map(ids.map((id) => [id, id])) : await clientsEnrolled(visit, ids);
  const clients = await clientsOf(visit.tx, visit.agencyId, [...new Set(clientOf.values())]);
  const byId = new Map(clients.map((client) => [client.clientId, client]));
  return new Map(
    [...refs].flatMap(([externalId, { id }]) => {
      const client = byId.get(clientOf.get(id) ?? '');
      return client
        ? [[externalId, { clientId: client.clientId, name: client.name, number: client.number }]]
        : [];
    }),
  );
}

import type { searchClients as contract } from '#contract/clients.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { readClientQuery } from '#domain/client-name.ts';
import type { Visit } from '#server/platform/shell.ts';
import { searchClientIds } from '#server/stores/clients/clients-search.ts';
import { clientRows } from './client-view.ts';

const pageSize = 50;

export async function searchClients({ text, ...filters }: InputOf<typeof contract>, visit: Visit) {
  const { tx, today } = visit;
  const query = readClientQuery(text);
  // Signs alone are a search that finds nobody, not a search for everybody.
  if (text.trim() !== '' && query.start === '') return { clients: [], next: null };
  const ids = await searchClientIds(
    tx,
    { ...query, ...filters, today: today.toString() },
    pageSize + 1,
  );
  const page = ids.slice(0, pageSize);
  return {
    clients: await clientRows(visit, page),
    next: ids.length > pageSize ? (page.at(-1) ?? null) : null,
  };
}

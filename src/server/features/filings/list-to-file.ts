import {
  mostToFile,
  type listClientFilings as ofClient,
  type listToFile as contract,
} from '#contract/filings.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { ownOrAll } from '#domain/worklist/own-or-all.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { findClient } from '#server/stores/clients.ts';
import { fileables } from './filing-rows.ts';

export async function listToFile(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const open = await fileables(
    visit,
    { scope: ownOrAll(scope, visit.roles) },
    { onlyOpen: true, order: 'oldest', limit: mostToFile + 1 },
  );
  const rows = open.slice(0, mostToFile).map(({ row }) => row);
  visit.touch(...rows.map(({ clientId }) => clientId));
  return { rows, hasMore: open.length > mostToFile, today: await today(visit) };
}

const mostOfClient = 200;

export async function listClientFilings(
  { clientId }: InputOf<typeof ofClient>,
  visit: Visit,
): Promise<ReplyOf<typeof ofClient>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const all = await fileables(
    visit,
    { clientId },
    { onlyOpen: false, order: 'newest', limit: mostOfClient },
  );
  return { rows: all.map(({ row }) => row), today: await today(visit) };
}

const today = async ({ tx, agencyId, at }: Visit) =>
  (await agencyToday(tx, agencyId, at)).toString();

import {
  mostToFile,
  type listClientFilings as ofClient,
  type listToFile as contract,
  type WrongThere,
} from '#contract/filings.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { ownOrAll } from '#domain/worklist/own-or-all.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import type { Whose } from '#server/stores/conferences/closed-reviews.ts';
import { fileables } from './filing-rows.ts';
import { untrueFilings } from './no-longer-true.ts';

export async function listToFile(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const whose = { scope: ownOrAll(scope, visit.roles) };
  const open = await fileables(visit, whose, {
    onlyOpen: true,
    order: 'oldest',
    limit: mostToFile + 1,
  });
  const rows = open.slice(0, mostToFile).map(({ row }) => row);
  const noLongerTrue = await wrongThere(visit, whose);
  visit.touch(...[...rows, ...noLongerTrue.rows].map(({ clientId }) => clientId));
  return { rows, hasMore: open.length > mostToFile, noLongerTrue, today: visit.today.toString() };
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
  return {
    rows: all.map(({ row }) => row),
    noLongerTrue: await wrongThere(visit, { clientId }),
    today: visit.today.toString(),
  };
}

async function wrongThere(visit: Visit, whose: Whose): Promise<WrongThere> {
  const { found, hasMore } = await untrueFilings(visit, whose);
  return { rows: found.map(({ row }) => row), hasMore };
}

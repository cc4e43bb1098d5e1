import {
  mostToFile,
  type listClientFilings as ofClient,
  type listToFile as contract,
} from '#contract/filings.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { findClient } from '#server/stores/clients.ts';
import { fileables } from './filing-rows.ts';

type Scope = NonNullable<InputOf<typeof contract>['scope']>;

/** A case manager begins with their own caseload, a supervisor with all that they answer for. */
export const scopeIn = (asked: Scope | undefined, { roles }: Pick<Visit, 'roles'>): Scope =>
  asked ?? (roles.includes('case-manager') ? 'mine' : 'all');

export async function listToFile(
  { scope }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const open = await fileables(
    visit,
    { scope: scopeIn(scope, visit) },
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

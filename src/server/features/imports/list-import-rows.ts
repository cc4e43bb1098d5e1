import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { ImportRow, listImportRows as endpoint } from '#contract/import-rows.ts';
import { hmisFiles } from '#domain/hmis/hmis-files.ts';
import type { PlanRow, RowKind, RowsWanted } from '#domain/hmis/import-plan.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { clientsOf } from '#server/stores/clients/clients.ts';
import { refsOf } from '#server/stores/imports/import-refs.ts';
import { findImportRun } from '#server/stores/imports/import-runs.ts';
import { heldImport, type Preview } from './held-imports.ts';
import { listKeptRows } from './list-kept-rows.ts';

type Input = InputOf<typeof endpoint>;

const pageSize = 50;
/** So many rows are looked through before others have their turn: a rare result may stand far down a large file. */
const lookedThroughAtOnce = 1_000;

/** What the preview that stands open says of each row, read from the file in memory; afterwards, what became of it. */
export async function listImportRows(
  input: Input,
  visit: Visit,
): Promise<ReplyOf<typeof endpoint>> {
  const { importId, kind, action, after } = input;
  const run = await findImportRun(visit.tx, visit.agencyId, importId);
  if (run.state === 'applied') return listKeptRows({ ...input, pageSize }, visit);
  const held = heldImport(visit.shell, visit.agencyId);
  if (held?.importId !== importId) throw new Refused('import-over');
  if (held.progress) throw new Refused('import-is-running');
  const { preview } = held;
  if (!preview) throw new Refused('import-not-ready');
  const page = await pageOf(preview, kind, { after, only: action ?? null });
  const rows = await shown(visit, { kind, preview, found: page.slice(0, pageSize) });
  return { rows, next: page.length > pageSize ? (rows.at(-1)?.at ?? null) : null };
}

/** A page and, where there is more, one row of the next. */
async function pageOf({ plan }: Preview, kind: RowKind, wanted: RowsWanted): Promise<PlanRow[]> {
  const found: PlanRow[] = [];
  let looked = 0;
  for (const row of plan.rows(kind, wanted)) {
    if (row) found.push(row);
    if (found.length > pageSize) break;
    looked += 1;
    if (looked % lookedThroughAtOnce === 0) await othersTurn();
  }
  return found;
}

const othersTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const fileOf = (kind: RowKind) => hmisFiles[kind].name;

type Found = { kind: RowKind; preview: Preview; found: readonly PlanRow[] };

/** The rows with the clients who stand here already, as far as the asker sees those. */
async function shown(visit: Visit, { kind, preview, found }: Found): Promise<ImportRow[]> {
  const hmisIds = found.flatMap(({ told }) => told?.clientId ?? []);
  const refs = await refsOf(visit, 'client', hmisIds);
  const idOf = (hmisId: string) => refs.get(hmisId)?.id ?? preview.standing.client.get(hmisId);
  const ids = [...new Set(hmisIds.flatMap((hmisId) => idOf(hmisId) ?? []))];
  const clients = await clientsOf(visit.tx, visit.agencyId, ids);
  const byId = new Map(clients.map((client) => [client.clientId, client]));
  visit.touch(...byId.keys());
  return found.map(({ at, row, outcome, reason, told }) => {
    const id = told?.clientId == null ? undefined : idOf(told.clientId);
    const client = id === undefined ? undefined : byId.get(id);
    const mayBeNamed = id === undefined || client !== undefined;
    return {
      at,
      file: fileOf(kind),
      row,
      outcome,
      reason,
      name: told && mayBeNamed ? told.name : null,
      startedOn: told?.startedOn?.toString() ?? null,
      endedOn: told?.endedOn?.toString() ?? null,
      client: client
        ? { clientId: client.clientId, name: client.name, number: client.number }
        : null,
    };
  });
}

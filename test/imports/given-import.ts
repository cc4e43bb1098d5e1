import { strToU8, zipSync } from 'fflate';
import { csvOf, smallExport, type SmallExport } from '#test/fixtures/hmis/small-export.ts';
import type { House } from '#test/house.ts';

export const zipOf = (from: SmallExport) =>
  zipSync(
    Object.fromEntries(Object.entries(from).map(([name, rows]) => [name, strToU8(csvOf(rows))])),
  );

type Reply = Awaited<ReturnType<House['visitor']['get']>>;

/** Sends bytes as the named person would send a file. */
export const sendFile = (house: House, name: string, bytes: Uint8Array): Promise<Reply> =>
  sendAfter(house, { name, bytes, before: async () => {} });

type Sent = { name: string; bytes: Uint8Array; before: () => Promise<void> };

/** Asks for a place first; the bytes set out when `before` is done. */
export async function sendAfter(house: House, { name, bytes, before }: Sent): Promise<Reply> {
  const origin = house.shell.publicOrigin;
  const init = { method: 'POST', duplex: 'half' as const };
  const response = await house.app.request(`${origin}/api/import-files?fileName=export.zip`, {
    ...init,
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as(name).token}`,
      'content-length': String(bytes.length),
    },
    body: new ReadableStream<Uint8Array>({
      async pull(controller) {
        await before();
        controller.enqueue(new Uint8Array(bytes));
        controller.close();
      },
    }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** This agency, its partner by name only, and a program of its own for the agency's project. */
export const usualChoices = {
  organizations: [
    { id: 'A1', choice: 'this-agency' },
    { id: 'P1', choice: 'partner-name' },
    { id: 'V1', choice: 'this-agency' },
  ],
  projects: [
    {
      id: 'PA',
      becomes: {
        kind: 'new',
        name: 'Sample Housing',
        preset: 'comprehensive',
        goLiveOn: '2026-01-01',
      },
    },
    { id: 'PV', becomes: { kind: 'new', name: 'Shelter', preset: 'cfp', goLiveOn: '2026-01-01' } },
  ],
};

export async function previewOf(
  house: House,
  name: string,
  { from = smallExport(), choices = usualChoices }: { from?: SmallExport; choices?: unknown } = {},
) {
  const { body } = await sendFile(house, name, zipOf(from));
  const reply = await house.as(name).post(`/api/imports/${body.importId}/choices`, choices);
  return { importId: String(body.importId), ...reply };
}

/** Uploads, chooses and confirms; the reply is that of the confirmation. */
export async function importFile(
  house: House,
  name: string,
  given: { from?: SmallExport; choices?: unknown } = {},
) {
  const { importId, body } = await previewOf(house, name, given);
  return confirm(house, name, { importId, previewKey: body.previewKey });
}

/** Confirms, and waits for the end of what takes longer than the answer. */
export async function confirm(
  house: House,
  name: string,
  { importId, previewKey }: { importId: string; previewKey: string },
) {
  const reply = await house.as(name).post(`/api/imports/${importId}/apply`, { previewKey });
  return reply.body.state === 'applying' ? ended(house, name, importId) : reply;
}

export async function ended(house: House, name: string, importId: string) {
  for (;;) {
    const reply = await house.as(name).get(`/api/imports/${importId}`);
    if (reply.body.state !== 'applying') return reply;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const discard = (house: House, name: string, importId: string) =>
  house.as(name).post(`/api/imports/${importId}/discard`);

/** Read by the owner: how much of everything there is. */
export async function rowCounts(house: House) {
  const tables = [
    'staff',
    'program',
    'team',
    'organization',
    'client',
    'client_identifier',
    'client_class',
    'support',
    'enrollment',
    'enrollment_version',
    'record_entry',
    'obligation',
    'external_ref',
  ];
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await house.owner.query(`select count(*)::integer as n from ${table}`);
    counts[table] = rows[0].n;
  }
  return counts;
}

type Count = {
  kind: string;
  read: number;
  made: number;
  matched: number;
  updated: number;
  unchanged: number;
};
type Counted = Count & { skipped: { reason: string; count: number }[] };

/** The numbers of one kind, with what was skipped by reason. */
export function countOf(report: { counts: Counted[] }, kind: string) {
  const found = report.counts.find((one) => one.kind === kind);
  if (!found) throw new Error(`No count of ${kind}`);
  const { skipped, kind: _, ...numbers } = found;
  return {
    ...numbers,
    skipped: Object.fromEntries(skipped.map(({ reason, count }) => [reason, count])),
  };
}

/** Of classes it is told only how many the file states. */
export const kindsThatDoNotAddUp = (report: { counts: Counted[] }) =>
  report.counts.filter(
    ({ kind, read, made, matched, updated, unchanged, skipped }) =>
      kind !== 'sensitivity' &&
      made + matched + updated + unchanged + skipped.reduce((sum, { count }) => sum + count, 0) !==
        read,
  );

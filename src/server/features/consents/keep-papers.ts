import type * as contract from '#contract/consent-papers.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { mostScanBytes, scanTypeOf } from '#domain/consent/scan.ts';
import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Passage, Visit } from '#server/platform/shell.ts';
import { agencyDateAt } from '#server/stores/agencies.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { addPaper, findPaper } from '#server/stores/consents/consent-papers.ts';
import { heldScans } from './held-scans.ts';
import { lockToChange } from './may-change.ts';

export async function uploadScan(
  { clientId }: { clientId: string },
  body: ReadableStream<Uint8Array>,
  { shell, step }: Passage,
) {
  await step((visit) => findClient(visit.tx, visit.agencyId, clientId));
  const bytes = await readScan(body);
  const type = scanTypeOf(bytes);
  if (type === null) throw new Refused('scan-of-unknown-type');
  return step(async (visit) => {
    const { agencyId, actor, at } = visit;
    await findClient(visit.tx, agencyId, clientId);
    const scanId = newId(at);
    heldScans(shell).hold({ scanId, agencyId, actor, clientId, type, bytes });
    visit.touch(scanId);
    return { scanId };
  });
}

/** Reads no further than needed to know that it is too large, or nothing that we keep. */
async function readScan(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostScanBytes) throw new Refused('scan-too-large');
  }
  if (size === 0) throw badInput('scanId', 'This file is empty. Choose the scan again.');
  return Buffer.concat(chunks);
}

/** Of a form that was recorded before its paper was scanned. */
export async function addScan(
  { consentId, scanId }: InputOf<typeof contract.addScan>,
  visit: Visit,
) {
  const { clientId } = await lockToChange(visit, consentId);
  await keepScan(visit, { consentId, clientId }, scanId);
  visit.touch(clientId);
  return { paperId: scanId };
}

export async function keepScan(
  visit: Visit,
  key: { consentId: string; clientId: ClientId },
  scanId: string,
) {
  const { agencyId, actor, shell } = visit;
  const scans = heldScans(shell);
  const { type, bytes } = scans.find(scanId, { agencyId, actor, clientId: key.clientId });
  await addPaper(visit, key, { paperId: scanId, kind: 'scan', type, bytes });
  scans.letGo(scanId);
  visit.touch(scanId);
}

export async function readPaper(
  { paperId }: InputOf<typeof contract.readPaper>,
  visit: Visit,
): Promise<FileReply> {
  const { consentId, clientId, kind, type, addedAt, bytes } = await findPaper(visit, paperId);
  if (!mayOpenPapers(await readableClasses(visit, clientId))) throw new Refused('not-found');
  visit.touch(clientId, consentId);
  const on = await agencyDateAt(visit, addedAt);
  return {
    bytes,
    type: type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    // Names nobody: it may lie in a folder of downloads for years.
    name: `${kind}-${on.toString()}-${paperId.slice(-6)}.${endings[type]}`,
    inline: false,
  };
}

const endings = {
  'text/plain': 'txt',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const;

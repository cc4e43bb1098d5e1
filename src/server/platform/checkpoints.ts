import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { asJson } from './as-json.ts';
import { signatureOfCheckpoint, type Checkpoint } from './audit.ts';

const line = z.strictObject({
  agencyId: z.uuid(),
  sealNumber: z.int().positive(),
  rows: z.int().positive(),
  digest: z.string(),
  at: z.string(),
  signature: z.string(),
});

/** What the database must still be able to show, in a file outside of it. Lines are only ever added. */
const fileIn = (dataDir: string) => join(dataDir, 'checkpoints', 'audit.jsonl');

/** On the disk once this is done. */
export async function addCheckpoints(dataDir: string, key: Buffer, marks: readonly Checkpoint[]) {
  if (marks.length === 0) return;
  await mkdir(join(dataDir, 'checkpoints'), { recursive: true, mode: 0o700 });
  const file = await open(fileIn(dataDir), 'a', 0o600);
  try {
    const lines = marks.map((mark) =>
      JSON.stringify({ ...mark, signature: signatureOfCheckpoint(key, mark) }),
    );
    await file.write(`${lines.join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The checkpoints whose signature is ours, in the order in which they were written, and how many lines are not. */
export async function readCheckpoints(dataDir: string, key: Buffer) {
  const text = await readFile(fileIn(dataDir), 'utf8').catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return '';
    throw fault;
  });
  const marks: Checkpoint[] = [];
  let foreign = 0;
  for (const each of text.split('\n').filter((one) => one !== '')) {
    const read = line.safeParse(asJson(each));
    if (read.success && signatureOfCheckpoint(key, read.data) === read.data.signature)
      marks.push(read.data);
    else foreign += 1;
  }
  return { marks, foreign };
}

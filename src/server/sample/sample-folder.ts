import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { roles } from '#domain/access/abilities.ts';
import { asJson } from '#server/platform/as-json.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';

const note = z.object({
  /** Begun and not complete: whatever the folder holds is half a sample. */
  state: z.enum(['begun', 'complete']),
  agencyId: z.string().nullable(),
  people: z.array(z.object({ email: z.string(), role: z.enum(roles), password: z.string() })),
});
export type SampleNote = z.output<typeof note>;
export type SamplePerson = SampleNote['people'][number];

const fileIn = (dataDir: string) => join(dataDir, 'sample.json');

/** What the sample's own folder says of it: how far its making came, and how its people sign in. */
export async function readNote(dataDir: string): Promise<SampleNote | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = note.safeParse(asJson(text));
  if (!read.success)
    throw new CannotStart(
      `The demo did not start.\n${fileIn(dataDir)} is damaged. Remove the folder ${dataDir}, which holds sample data alone, and start again.`,
    );
  return read.data;
}

/** Written beside and moved over, so that it is never half there; nobody else may read the passwords. */
export async function writeNote(dataDir: string, kept: SampleNote) {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = fileIn(dataDir);
  await rm(`${path}.new`, { force: true });
  const file = await open(`${path}.new`, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
}

import { rm } from 'node:fs/promises';
import { agencyKinds } from '#server/platform/agency-kinds.ts';
import type { Configuration } from '#server/platform/configuration.ts';
import { CannotStart } from '#server/platform/embedded-postgres/cannot-start.ts';
import { openStorage, type Storage } from '#server/platform/open-storage.ts';
import { readNote, type SampleNote } from './sample-folder.ts';

type Wanted = {
  onLost: (why: string) => void;
  say: (line: string) => void;
};

/** Opens the data and refuses what would mix: a demo on real data, or a real start on a sample. */
export async function openData(
  configuration: Configuration,
  { onLost, say }: Wanted,
): Promise<Storage> {
  const { dataDir, databaseUrl, isSample } = configuration;
  const note = await readNote(dataDir);
  if (!isSample && note) throw new CannotStart(sampleIsNotReal(`The folder ${dataDir}`));
  let storage = await openStorage(configuration, onLost);
  try {
    if (note?.state === 'begun' && !databaseUrl) {
      await demandNoRealAgency(storage, `The folder ${dataDir}`);
      say('The sample was not finished when the demo last ran. It is made anew.');
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
      storage = await openStorage(configuration, onLost);
    }
    const place = databaseUrl ? 'The database in DATABASE_URL' : `The folder ${dataDir}`;
    await demand(storage, { place, note, isSample });
    return storage;
  } catch (fault) {
    await storage.close();
    throw fault;
  }
}

type Place = { place: string; note: SampleNote | undefined; isSample: boolean };

async function demand(storage: Storage, { place, note, isSample }: Place) {
  const { samples } = await agencyKinds(storage.migrator);
  if (!isSample) {
    if (samples.length > 0) throw new CannotStart(sampleIsNotReal(place));
    return;
  }
  await demandNoRealAgency(storage, place);
  const [first] = samples;
  if (first === undefined) return;
  if (note?.state !== 'complete' || note.agencyId === null || !samples.includes(note.agencyId))
    throw new CannotStart(
      `The demo did not start.\n${place} holds a sample that is not finished, or that another data folder has the passwords of. ` +
        'Give the demo an empty database, or none: it then makes one of its own.',
    );
}

async function demandNoRealAgency({ migrator }: Storage, place: string) {
  if ((await agencyKinds(migrator)).hasReal)
    throw new CannotStart(
      `The demo did not start.\n${place} holds an agency that is not a sample, and a demo never touches real data. ` +
        'Start it without DATABASE_URL, or with another DATA_DIR, for example: DATA_DIR=/var/tmp/roundtable-demo npm run demo',
    );
}

const sampleIsNotReal = (place: string) =>
  `Roundtable did not start.\n${place} holds the sample of a demo, and real data must not be added to it. ` +
  'Choose another DATA_DIR or DATABASE_URL, or start the demo with: npm run demo';

import { databaseAccount } from './account.ts';
import { MIGRATOR, ensureCluster } from './cluster.ts';
import {
  type Places,
  demandEntry,
  placesIn,
  prepareDataFolder,
  prepareSocketFolder,
  removeSocketFolder,
} from './data-folder.ts';
import { stopLeftover } from './leftover.ts';
import { takeOwnership } from './owner-lock.ts';
import { type Ending, type Postmaster, launchPostmaster } from './postmaster.ts';
import { databasePrograms } from './programs.ts';

type Connect = { host: string; port: number; user: string; password: string; database: string };

export type EmbeddedPostgres = { connect: Connect; pid: number; stop: () => Promise<void> };

export type EmbeddedPostgresOptions = {
  dataDir: string;
  /** Called when the database ends although nobody asked it to. */
  onExit?: (ending: Ending) => void;
  /** Only a throw-away database may lose what it has acknowledged. */
  durable?: boolean;
  /** Where PostgreSQL's programs are copied to, when they lie where the database's user cannot go. */
  programsPlace?: string;
};

const SETTINGS = { shared_buffers: '128MB', max_connections: '60' };
const KEPT = { ...SETTINGS, fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
const THROWN_AWAY = {
  ...SETTINGS,
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // It holds hundreds of databases by the end, and would look after each of them every minute.
  autovacuum_naptime: '10min',
};

type Open = { places: Places; release: () => void; options: EmbeddedPostgresOptions };

async function open({ places, release, options }: Open): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true;
  const account = databaseAccount(places.cluster);
  demandEntry(account, places.dataDir);
  const programs = databasePrograms(account, options.programsPlace ?? places.dataDir);
  const password = ensureCluster({ places, programs, account, durable });
  await stopLeftover(places.cluster);
  prepareSocketFolder(account, places.socket);
  const { cluster, socket } = places;
  const settings = durable ? KEPT : THROWN_AWAY;
  const postmaster = await launchPostmaster({ cluster, socket, programs, account, settings });
  const letGo = () => {
    removeSocketFolder(places);
    release();
  };
  const stop = supervise(postmaster, letGo, options.onExit);
  const connect = { host: socket, port: 5432, user: MIGRATOR, password, database: 'postgres' };
  return { connect, pid: postmaster.pid, stop };
}

function supervise(
  postmaster: Postmaster,
  letGo: () => void,
  onExit: EmbeddedPostgresOptions['onExit'],
): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  void postmaster.ended.then((ending) => {
    letGo();
    if (!stopping) onExit?.(ending);
  });
  return () => {
    stopping ??= postmaster.stop();
    return stopping;
  };
}

/** Opens the PostgreSQL in this data folder, making it first where there is none; one process at a time may. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const places = placesIn(options.dataDir);
  prepareDataFolder(places);
  const release = takeOwnership(places.lock, places.dataDir);
  try {
    return await open({ places, release, options });
  } catch (fault) {
    release();
    throw fault;
  }
}

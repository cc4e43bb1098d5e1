import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/start-embedded-postgres.ts';

// Stands in for a running product: opens the data folder named on the command line, and keeps it.
const database = await startEmbeddedPostgres({
  dataDir: process.argv[2] ?? '',
  onExit: () => process.exit(3),
});
process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
console.log(`open ${database.pid}`);
setInterval(() => undefined, 60_000);

import { fileURLToPath } from 'node:url';
import { createApp, jobHandlers } from '#server/app.ts';
import { everySecond, forgetWhoAsked } from '#server/platform/daily.ts';
import type { Login } from '#server/platform/database.ts';
import { servePages } from '#server/platform/http-pages.ts';
import { listen } from '#server/platform/http-server.ts';
import { openJobs } from '#server/platform/jobs.ts';
import { migrate } from '#server/platform/migrate.ts';
import { openShell } from '#server/platform/open-shell.ts';
import { masterKeysOf } from '#server/platform/sealing/master-keys.ts';

// The product as main.ts starts it, but for the database, which the bench has opened already.
const port = Number(process.env['BENCH_PORT']);
const migrator: Login = JSON.parse(process.env['BENCH_LOGIN'] ?? '');
const keyFile = process.env['BENCH_KEY_FILE'] ?? '';
const publicOrigin = `http://localhost:${port}`;
const keys = {
  signIn: 'a secret of thirty-two letters, for the bench',
  audit: Buffer.from('bench'),
};
const logins = await migrate(migrator);
const configuration = {
  port,
  publicOrigin,
  dataDir: '',
  keyFile,
  databaseUrl: undefined,
  smtpUrl: undefined,
  logLevel: 'error',
  isSample: false,
} as const;
const { shell, close } = openShell(configuration, logins, {
  ...keys,
  masterKeys: masterKeysOf(keyFile),
});
const jobs = await openJobs(logins.worker, shell, jobHandlers);
const pages = fileURLToPath(new URL('../../dist/web', import.meta.url));
const server = await listen(await servePages(createApp(shell), pages, shell), configuration);
jobs.start();
const forgetting = everySecond(shell, forgetWhoAsked);
process.stdout.write('ready\n');
process.on('SIGTERM', async () => {
  await server.stop();
  await Promise.all([jobs.stop(), forgetting.stop()]);
  await close();
  process.exit(0);
});

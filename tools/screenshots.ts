import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '#test/e2e/browser.ts';

/** Takes the pictures of the documentation from a demo of its own: `npm run screenshots`. */
const home = resolve(import.meta.dirname, '..');
const mostBytes = 250_000;
const pictures = [{ path: '/', file: 'docs/today.png', heading: /\d{4}$/ }];

const dataDir = await mkdtemp(join(tmpdir(), 'roundtable-screenshots-'));
// Started as root, the database runs as somebody else, who has to get in here.
await chmod(dataDir, 0o755);
const demo = spawn(process.execPath, [join(home, 'bin/roundtable.js'), 'demo'], {
  env: { ...process.env, DATA_DIR: join(dataDir, 'data'), PORT: String(await freePort()) },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise<void>((done) => demo.once('exit', () => done()));
try {
  await takeAll(await signInOf());
} finally {
  demo.kill('SIGTERM');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
}

type SignIn = { origin: string; email: string; password: string };

/** What the demo prints: its address, and how its first case manager signs in. */
async function signInOf(): Promise<SignIn> {
  let printed = '';
  for await (const chunk of demo.stdout) {
    process.stdout.write(String(chunk));
    printed += String(chunk);
    const [, origin] = /ready at (\S+)/.exec(printed) ?? [];
    const [, email, password] = /^\s+(\S+)\s+case-manager\s+(\S+)$/m.exec(printed) ?? [];
    if (origin && email && password) return { origin, email, password };
  }
  throw new Error('The demo ended before it was ready.');
}

async function takeAll({ origin, email, password }: SignIn) {
  const browser = await launchBrowser();
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  });
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.waitForURL(`${origin}/`);
  for (const { path, file, heading } of pictures) {
    await page.goto(`${origin}${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.getByText('Sample data. Nobody here is real.').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(home, file) });
    const { size } = await stat(join(home, file));
    if (size > mostBytes) throw new Error(`${file} is too large for a page: ${size} bytes.`);
    console.log(`${file}, ${Math.round(size / 1000)} kB`);
  }
  await browser.close();
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

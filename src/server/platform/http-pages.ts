import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Hono } from 'hono';
import { everyPageAsks, todayAsks } from '#contract/first-asked.ts';
import { abilitiesOf } from '#domain/access/abilities.ts';
import { isSecure, sessionHash } from './session-cookie.ts';
import type { Shell } from './shell.ts';
import { describeSession } from './sign-in/sessions.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};
const packable = new Set(['.js', '.css', '.svg', '.txt', '.json']);
// The build puts a hash of the content into these names, so that they never change.
const isHashed = (path: string) => /-[\w-]{8}\.\w+$/.test(path);

type Asset = {
  bytes: Uint8Array<ArrayBuffer>;
  packed: Uint8Array<ArrayBuffer> | undefined;
  type: string;
};

type WhoAsks = Pick<Shell, 'signIn' | 'publicOrigin'>;

/** The built pages, from memory: nothing that is not in their folder can be asked for. */
export async function servePages(app: Hono, folder: string, shell: WhoAsks): Promise<Hono> {
  const assets = await readAssets(folder);
  const page = Buffer.from(assets.get('/index.html')?.bytes ?? []).toString();
  app.get('*', async (c) => {
    const { path } = c.req;
    const asset = assets.get(path);
    if (asset && path !== '/index.html') return sendAsset(c, path, asset);
    if (extname(path) !== '' && path !== '/index.html') return c.text('Not found', 404);
    return sendPage(c, page, await askedEarly(c, shell));
  });
  return app;
}

function sendAsset(c: Context, path: string, { bytes, packed, type }: Asset) {
  const usePacked = packed && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  return c.body(usePacked ? packed : bytes, 200, {
    'content-type': type,
    'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(usePacked ? { 'content-encoding': 'gzip' } : {}),
  });
}

/** Every address that is not a file is a page of the one application; it may run our own scripts and nothing else. */
function sendPage(c: Context, page: string, early: readonly string[]) {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    `default-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    'trusted-types default',
  ].join('; ');
  return c.body(page.replaceAll('__CSP_NONCE__', nonce), 200, {
    'content-type': types['.html'] ?? '',
    'content-security-policy': policy,
    link: early.map((address) => `<${address}>; rel=preload; as=fetch; crossorigin`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  });
}

/**
 * The browser asks the first questions of a page while it still fetches the script that would ask them. Those of Today are for
 * whoever has one: asked for anybody else they would stand in the trail as denials that nobody tried.
 */
async function askedEarly(c: Context, shell: WhoAsks): Promise<readonly string[]> {
  const { pathname, search } = new URL(c.req.url);
  const isToday = pathname === '/' && search === '';
  return isToday && (await hasToday(c, shell)) ? todayAsks : everyPageAsks;
}

/** A page waits for this no longer than it is worth: the script asks as well, once it knows who is there. */
const patienceMs = 1_000;

async function hasToday(c: Context, shell: WhoAsks): Promise<boolean> {
  const tokenHash = sessionHash(c, isSecure(shell));
  if (tokenHash === undefined) return false;
  const found = describeSession(shell.signIn, tokenHash).then(
    (session) => abilitiesOf(session?.chosen?.roles ?? []).has('work:read'),
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patienceMs, false).unref());
  return Promise.race([found, late]);
}

async function readAssets(folder: string): Promise<Map<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const assets = await Promise.all(
    files.map(async (file) => {
      const bytes = new Uint8Array(await readFile(file));
      const kind = extname(file);
      const packed = packable.has(kind) ? new Uint8Array(await promisify(gzip)(bytes)) : undefined;
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return [path, { bytes, packed, type: types[kind] ?? 'application/octet-stream' }] as const;
    }),
  );
  return new Map(assets);
}

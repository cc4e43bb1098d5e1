import { readFileSync } from 'node:fs';
import type { Login } from './database.ts';

const modes = ['disable', 'require', 'verify-full'] as const;
const known = new Set(['sslmode', 'sslrootcert']);

export const databaseUrlRule = `the address of a PostgreSQL server, beginning with postgres://, with nothing behind a question mark but sslmode (${modes.join(', ')}) and, with verify-full, sslrootcert (a file)`;

/** The login that an address names; undefined where it is not one, or asks for what we would pass over in silence. */
export function loginOf(text: string): Login | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '') return undefined;
  if ([...url.searchParams.keys()].some((name) => !known.has(name))) return undefined;
  const mode = modes.find((each) => each === (url.searchParams.get('sslmode') ?? 'disable'));
  const rootFile = url.searchParams.get('sslrootcert');
  if (!mode || (rootFile !== null && mode !== 'verify-full')) return undefined;
  try {
    return {
      // A socket is named by its folder, written with %2F.
      host: decodeURIComponent(url.hostname),
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
      ...(mode === 'disable' ? {} : { ssl: encryption(mode, rootFile) }),
    };
  } catch {
    // A percent sign that begins no character, or a certificate that cannot be read.
    return undefined;
  }
}

const encryption = (mode: 'require' | 'verify-full', rootFile: string | null) => ({
  rejectUnauthorized: mode === 'verify-full',
  ...(rootFile === null ? {} : { ca: readFileSync(rootFile, 'utf8') }),
});

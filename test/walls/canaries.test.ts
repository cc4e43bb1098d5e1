import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import type { Route } from '#server/platform/route.ts';
import { answerTo, knownIds, requestsTo, type Known } from '#test/walls/any-request.ts';
import {
  canaries,
  canaryAgency,
  type Canary,
  type CanaryAgency,
  type CanaryKind,
} from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const found = canaries();
let agencies: CanaryAgency[] = [];
let known: Known;

beforeAll(async () => {
  for (const name of ['north', 'south']) agencies.push(await canaryAgency(house, name, found));
  await house.at('2027-03-15T18:00:00Z');
  known = {
    ids: await knownIds(house),
    // The end is missing, so that only an answer holds a whole one and no echo does.
    texts: found.all().map(({ word }) => word.slice(0, -2)),
  };
}, 90_000);
afterAll(() => house.close());

/** Who may read which words of their own agency, written by hand; of another agency nobody reads any. */
const maySee: Record<string, CanaryKind[]> = {
  ana: [
    'agency',
    'directory',
    'meeting-of-1',
    'meeting-of-both',
    'identity-of-1',
    'content-of-1',
    'restricted-of-1',
    'of-the-colleague',
  ],
  bo: [
    'agency',
    'directory',
    'meeting-of-1',
    'meeting-of-both',
    'identity-of-1',
    'content-of-1',
    'of-the-colleague',
  ],
  uma: [
    'agency',
    'directory',
    'meeting-of-both',
    'identity-of-2',
    'content-of-2',
    'restricted-of-2',
  ],
  sia: [
    'agency',
    'directory',
    'meeting-of-1',
    'meeting-of-both',
    'identity-of-1',
    'content-of-1',
    'restricted-of-1',
    'identity-of-2',
    'content-of-2',
    'restricted-of-2',
    'of-the-colleague',
  ],
  admin: ['agency', 'directory', 'identity-of-1', 'identity-of-2'],
  bil: ['agency'],
  aud: ['agency'],
  visitor: [],
};

type Asker = { agency: string; position: string; token: string | undefined; share: number };
const askers = (): Asker[] => [
  ...['north', 'south'].flatMap((agency) =>
    Object.keys(maySee).flatMap((position) => {
      if (position === 'visitor' || (agency === 'south' && !['sia', 'ana'].includes(position)))
        return [];
      const { token } = house.as(`${agency}-${position}`);
      return [{ agency, position, token, share: ['bil', 'aud'].includes(position) ? 1 : 4 }];
    }),
  ),
  { agency: '', position: 'visitor', token: undefined, share: 1 },
];

/** These end the asker's own session, after which nothing more would be asked. */
const endsSession = (path: string) =>
  ['/api/sign-out', '/api/session/lock', '/api/account/sessions/end'].includes(path);

/** These hand a client over or change who works where: for those who may, the table above would no longer hold. */
const handsOver = ({ endpoint: { method, path } }: Route) =>
  method === 'POST' &&
  (path.startsWith('/api/staff/') ||
    path.startsWith('/api/care-team/') ||
    /\/(enrollments|care-team\/add|assign|end|reopen|people|roles)$/.test(path) ||
    path === '/api/conferences/:conferenceId/clients');

type Leak = { position: string; asked: string; kind: string; where: string; word: string };

const mayRead = ({ agency, position }: Asker, canary: Canary) =>
  canary.agency === agency && (maySee[position] ?? []).includes(canary.kind);

/** Asks so many questions as each of these, and answers with what somebody read who may not, and who read what. */
async function ask(who: Asker[], { perShare, of }: { perShare: number; of: Route[] }) {
  const leaks: Leak[] = [];
  const faults: string[] = [];
  const read = new Set<string>();
  let count = 0;
  let done = 0;
  const askAs = async (asker: Asker, seed: number) => {
    const asking = of.map((route) => ({
      weight: route.endpoint.method === 'GET' || /search|due/.test(route.endpoint.path) ? 4 : 1,
      arbitrary: requestsTo(route, known),
    }));
    const requests = fc.sample(fc.oneof(...asking), { seed, numRuns: perShare * asker.share });
    for (const request of requests) {
      const t0 = performance.now();
      const { status, text } = await answerTo(house, asker.token, request);
      const k = request.method + request.path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/g, ':id') + (status === 200 ? ' OK' : '');
      const e = (globalThis as any).prof ??= new Map(); const v = e.get(k) ?? [0, 0]; v[0] += 1; v[1] += performance.now() - t0; e.set(k, v);
      count += 1;
      if (status === 200) done += 1;
      const asked = `${request.method} ${request.path}`;
      if (status >= 500) faults.push(`${asker.position} ${asked} ${JSON.stringify(request.body)}`);
      for (const canary of found.in(text)) {
        read.add(canary.word);
        if (!mayRead(asker, canary))
          leaks.push({ position: `${asker.agency} ${asker.position}`, asked, ...canary });
      }
    }
  };
  await Promise.all(
    [0, 1, 2].map(async (lane) => {
      for (const [at, asker] of who.entries())
        if (at % 3 === lane) await askAs(asker, at + 1);
    }),
  );
  return { leaks, faults, read, count, done };
}

const asksNothing = (route: Route) => !endsSession(route.endpoint.path) && !handsOver(route);

test(
  'of 5,000 questions about everything that exists none is answered with a word that the asker may not read (S2, REQ-034, REQ-178)',
  { timeout: 120_000 },
  async () => {
    const t = Date.now();
    const { leaks, faults, read, count, done } = await ask(askers(), {
      perShare: 160,
      of: routes.filter(asksNothing),
    });
    console.log(count, done, Date.now() - t, read.size, found.all().length);
    console.log([...(globalThis as any).prof].sort((a: any, b: any) => b[1][1] - a[1][1]).slice(0, 25).map(([k, v]: any) => `${k} ${v[0]} ${Math.round(v[1])}`).join('\n'));
    console.log(found.all().filter(({ word }) => !read.has(word)).map((c) => `${c.agency} ${c.kind} ${c.where}`));

    expect(faults).toEqual([]);
    expect(leaks).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
    expect(done).toBeGreaterThan(500);
  },
);

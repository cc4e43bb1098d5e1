import fc from 'fast-check';
import { routes } from '#server/app.ts';
import type { Route } from '#server/platform/route.ts';
import { answerTo, columnOf, requestsTo, type Asked, type Known } from '#test/walls/any-request.ts';
import type { Canaries, Canary, CanaryKind } from '#test/walls/canary-words.ts';
import type { House } from '#test/house.ts';

const everybody: CanaryKind[] = ['agency', 'directory'];
const ofTheFirst: CanaryKind[] = [
  'meeting-of-1',
  'meeting-of-both',
  'identity-of-1',
  'content-of-1',
  'of-the-colleague',
];
const ofTheSecond: CanaryKind[] = ['meeting-of-both', 'identity-of-2', 'content-of-2'];

/** Who may read which words of their own agency, written by hand; of another agency nobody reads any. */
const maySee: Record<string, CanaryKind[]> = {
  ana: [...everybody, ...ofTheFirst, 'restricted-of-1'],
  bo: [...everybody, ...ofTheFirst],
  uma: [...everybody, ...ofTheSecond, 'restricted-of-2'],
  sia: [...everybody, ...ofTheFirst, ...ofTheSecond, 'restricted-of-1', 'restricted-of-2'],
  admin: [...everybody, 'identity-of-1', 'identity-of-2'],
  bil: ['agency'],
  aud: ['agency'],
};

export type Asker = { agency: string; position: string; token: string | undefined };

/** Every position of the first agency, two of the other, and a visitor. */
export function askersIn(house: House): Asker[] {
  const of = (agency: string, positions: string[]) =>
    positions.map((position) => {
      const { token } = house.as(`${agency}-${position}`);
      return { agency, position, token };
    });
  const visitor = { agency: '', position: 'visitor', token: undefined };
  return [...of('north', Object.keys(maySee)), ...of('south', ['sia', 'ana']), visitor];
}

export const mayRead = ({ agency, position }: Asker, { agency: theirs, kind }: Canary) =>
  theirs === agency && (maySee[position] ?? []).includes(kind);

/** These end the asker's own session, after which nothing more would be asked. */
const endsSession = ['/api/sign-out', '/api/session/lock', '/api/account/sessions/end'];

/** These hand a client over or change who works where: for those who may, the table above would no longer hold. */
const handsOver = ({ endpoint: { method, path } }: Route) =>
  method === 'POST' &&
  (/^\/api\/(staff|care-team)\//.test(path) ||
    /\/(enrollments|care-team\/add|assign|end|reopen|people|roles)$/.test(path) ||
    path === '/api/conferences/:conferenceId/clients');

const asksOnly = routes.filter(({ endpoint }) => !endsSession.includes(endpoint.path));
export const handingOver = asksOnly.filter(handsOver);
const changing = asksOnly.filter((route) => !handsOver(route));

/** Every page about every known thing, once. */
export function everyPage({ ids }: Known): Asked[] {
  return changing.flatMap(({ endpoint: { method, path } }): Asked[] => {
    // A list of many is given to nobody who does not say what for.
    const why = /due(-snapshots\/:snapshotId)?\/export$/.test(path)
      ? '?reason=report&reportTo=state'
      : '';
    const [name, second] = [...path.matchAll(/:(\w+)/g)].map(([, each]) => each ?? '');
    if (method === 'POST' || second !== undefined) return [];
    if (name === undefined) return [{ method, path: `${path}${why}`, body: undefined }];
    const column = columnOf(name);
    const wanted = new Set((ids.get(column) ?? []).map(({ id }) => id));
    return [...wanted].map((id) => ({
      method,
      path: `${path.replace(`:${name}`, id)}${why}`,
      body: undefined,
    }));
  });
}

/** Questions of every kind, a search three times as often as the rest; the same ones for the same seed. */
export function anyQuestions(known: Known, how: { seed: number; count: number; of?: Route[] }) {
  const { seed, count, of = changing } = how;
  const arbitraries = of.map((route) => ({
    weight: /search|due|agendas|form\/:kind/.test(route.endpoint.path) ? 3 : 1,
    arbitrary: requestsTo(route, known),
  }));
  return fc.sample(fc.oneof(...arbitraries), { seed, numRuns: count });
}

export type Findings = {
  /** What somebody read who may not. */
  leaks: string[];
  faults: string[];
  /** Which canaries anybody read. */
  read: Set<string>;
  statuses: Map<number, number>;
};

const noFindings = (): Findings => ({
  leaks: [],
  faults: [],
  read: new Set(),
  statuses: new Map(),
});

/** Asks each of them these questions, several people at once, until what was looked for is found. */
export async function askAll(
  { house, found }: { house: House; found: Canaries },
  questions: { asker: Asker; asked: Asked[] }[],
  isFound: (findings: Findings) => boolean = () => false,
): Promise<Findings> {
  const into = noFindings();
  const one = async (asker: Asker, asked: Asked) => {
    const { status, text } = await answerTo(house, asker.token, asked);
    const what = `${asker.agency} ${asker.position}: ${asked.method} ${asked.path}`;
    into.statuses.set(status, (into.statuses.get(status) ?? 0) + 1);
    if (status >= 500) into.faults.push(`${what} ${JSON.stringify(asked.body)}`);
    for (const canary of found.in(text)) {
      into.read.add(canary.word);
      if (!mayRead(asker, canary))
        into.leaks.push(`${what} told ${canary.kind} of ${canary.agency}, ${canary.where}`);
    }
  };
  const waiting = questions.flatMap(({ asker, asked }) =>
    asked.map((each) => [asker, each] as const),
  );
  const next = waiting[Symbol.iterator]();
  const lane = async () => {
    for (const [asker, asked] of next) {
      await one(asker, asked);
      if (isFound(into)) break;
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  return into;
}

import { type Caseload, makeCaseload } from './caseload.ts';
import { openCapture } from './capture.ts';
import { median, round, underLoad, type Load } from './load.ts';
import { makePattern } from './pattern.ts';
import { aside, type Stage } from './stage.ts';

const lanes = 16;
const rounds = 5;
const forMs = 2_000;

type Look = { who: keyof Caseload['tokens']; path: string };
const looks: Look[] = [
  { who: 'worker', path: '/api/today/due?scope=mine' },
  { who: 'worker', path: '/api/today/due?scope=team' },
  { who: 'supervisor', path: '/api/today/due?scope=all' },
  { who: 'supervisor', path: '/api/today/due?scope=all&when=late' },
  { who: 'administrator', path: '/api/today/due?scope=all' },
  { who: 'administrator', path: '/api/today/due?scope=all&when=late' },
];

/** The first page of the due list over HTTP, against the same statements through a bare driver as the owner. */
export async function benchDueList(stage: Stage, sizes: readonly number[]) {
  await makePattern(stage);
  const figures = [];
  for (const size of sizes) {
    const caseload = await makeCaseload(stage.owner, { size, name: `Agency of ${size}` });
    await stage.owner.query('vacuum analyze');
    for (const look of looks)
      figures.push({ size, ...look, ...(await timeOf(stage, caseload, look)) });
  }
  return figures;
}

async function timeOf(stage: Stage, caseload: Caseload, { who, path }: Look) {
  const token = caseload.tokens[who];
  const capture = await openCapture(stage.migrator);
  const all = await capture.statementsOf(path, token);
  await capture.close();
  const statements = all.filter(
    ({ sql }) => /^\s*(select|with)/i.test(sql) && !sql.includes('auth.enter'),
  );
  const ask = async () => {
    const response = await fetch(`${stage.origin}${path}`, {
      headers: { cookie: `session=${token}` },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    await response.arrayBuffer();
  };
  await underLoad({ lanes, forMs: 1_000 }, ask);
  const http: number[] = [];
  const floor: number[] = [];
  for (const _ of Array.from({ length: rounds })) {
    http.push((await underLoad({ lanes, forMs }, ask)).p95);
    floor.push(
      loadOf(await aside('floor.ts', { login: stage.migrator, statements, lanes, forMs })).p95,
    );
  }
  const [p95, floorP95] = [median(http), median(floor)];
  return {
    p95: round(p95),
    floorP95: round(floorP95),
    ratio: round(p95 / floorP95),
    limit: 4,
    statements: statements.length,
  };
}

const loadOf = (value: unknown): Load =>
  Object.assign({ perSecond: 0, p50: 0, p95: 0, count: 0 }, value);

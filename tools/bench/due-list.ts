import { askOnly } from './caller.ts';
import { type Caseload, makeCaseload } from './caseload.ts';
import { openCapture } from './capture.ts';
import { median, round, underLoad, type Load } from './load.ts';
import { inWords, type Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { aside, onStage, type Stage } from './stage.ts';

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
export const benchDueList = (
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<Measurement[]> => onStage((stage) => dueListOn(stage, sizes, say));

async function dueListOn(stage: Stage, sizes: readonly number[], say: (line: string) => void) {
  await makePattern(stage);
  const measured: Measurement[] = [];
  const before = new Map<Look, number>();
  const [smallest = 0] = sizes;
  const kinds = [
    { size: smallest, programsEach: 5 },
    ...sizes.map((size) => ({ size, programsEach: 1 })),
  ];
  for (const { size, programsEach } of kinds) {
    const begin = performance.now();
    const name = programsEach === 1 ? `Agency of ${size}` : `Five programs of ${size}`;
    const caseload = await makeCaseload(stage.owner, { size, name, programsEach });
    await stage.owner.query('vacuum analyze');
    say(
      `${inWords(size, 'enrollments')} made in ${Math.round((performance.now() - begin) / 1_000)} s`,
    );
    await warmUp(stage, caseload);
    for (const look of looks) {
      const time = await timeOf(stage, caseload, look);
      if (programsEach > 1) {
        measured.push(againstFloor(`${nameOf(size, look)}, five to a client, with changes`, time));
        continue;
      }
      measured.push(againstFloor(nameOf(size, look), time));
      const smaller = before.get(look);
      if (smaller) measured.push(againstSmaller(size, look, { p95: time.p95, smaller }));
      before.set(look, time.p95);
    }
  }
  return measured;
}

const nameOf = (size: number, { who, path }: Look) =>
  `${inWords(size, 'enrollments')}, ${who}, ${path.replace('/api/today/due?', '')}`;

const againstFloor = (what: string, { p95, floorP95, statements }: Time): Measurement => ({
  what,
  value: round(p95 / floorP95),
  unit: 'times the floor',
  limit: { atMost: 4 },
  because: `p95 ${round(p95)} ms; floor ${round(floorP95)} ms with ${statements} statements`,
});

const againstSmaller = (
  size: number,
  look: Look,
  { p95, smaller }: { p95: number; smaller: number },
): Measurement => ({
  what: `${nameOf(size, look)}, growth`,
  value: round(p95 / smaller),
  unit: 'times the time of the smaller agency',
  limit: { atMost: 2 },
  because: `p95 ${round(p95)} ms after ${round(smaller)} ms`,
});

/** So that the list which is measured first does not pay for a server that has just begun. */
async function warmUp(stage: Stage, { tokens }: Caseload) {
  for (const { who, path } of looks)
    await underLoad({ lanes, forMs: 1_000 }, () => askOnly(stage.origin, path, tokens[who]));
}

type Time = { p95: number; floorP95: number; statements: number };

async function timeOf(stage: Stage, caseload: Caseload, { who, path }: Look): Promise<Time> {
  const token = caseload.tokens[who];
  const capture = await openCapture(stage);
  const all = await capture.statementsOf(path, token);
  await capture.close();
  const statements = all.filter(
    ({ sql }) => /^\s*(select|with)/i.test(sql) && !sql.includes('auth.enter'),
  );
  const ask = () => askOnly(stage.origin, path, token);
  const http: number[] = [];
  const floor: number[] = [];
  for (const _ of Array.from({ length: rounds })) {
    http.push((await underLoad({ lanes, forMs }, ask)).p95);
    floor.push(
      loadOf(await aside('floor.ts', { login: stage.migrator, statements, lanes, forMs })).p95,
    );
  }
  return { p95: median(http), floorP95: median(floor), statements: statements.length };
}

const loadOf = (value: unknown): Load =>
  Object.assign({ perSecond: 0, p50: 0, p95: 0, count: 0 }, value);

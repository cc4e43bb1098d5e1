import { callerOf } from './caller.ts';
import { makeCaseload } from './caseload.ts';
import { median, round, underLoad } from './load.ts';
import { inWords, type Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { onStage, type Stage } from './stage.ts';

const lanes = 4;
const rounds = 5;
const forMs = 2_000;

/** The due list of a worker while new rules of every program reach all of its enrollments, against the same list at rest. */
export const benchPublish = (size: number): Promise<Measurement[]> =>
  onStage((stage) => publishOn(stage, size));

async function publishOn(stage: Stage, size: number): Promise<Measurement[]> {
  await makePattern(stage);
  const { tokens } = await makeCaseload(stage.owner, { size, name: `Agency of ${size}` });
  await stage.owner.query('vacuum analyze');
  const ask = async () => {
    await callerOf(stage.origin, tokens.worker).get('/api/today/due?scope=mine');
  };
  await underLoad({ lanes, forMs: 1_000 }, ask);
  const idle = await p95Of(ask);
  await publishEverywhere(stage.origin, tokens.administrator);
  const meanwhile = await p95Of(ask);
  const { rows } = await stage.owner.query(
    `select sum(done)::integer as done, sum(total)::integer as total from policy_run where kind = 'projection'`,
  );
  const [{ done, total }] = rows;
  if (total < size) throw new Error(`The new rules reach only ${total} enrollments`);
  return [
    {
      what: `The due list while new rules reach ${inWords(size, 'enrollments')}`,
      value: round(meanwhile / idle),
      unit: 'times the p95 at rest',
      limit: { atMost: 2 },
      because: `p95 ${round(meanwhile)} ms after ${round(idle)} ms, ${lanes} at a time; ${inWords(done, 'enrollments')} were brought up to date meanwhile`,
    },
  ];
}

async function p95Of(ask: () => Promise<void>) {
  const times: number[] = [];
  while (times.length < rounds) times.push((await underLoad({ lanes, forMs }, ask)).p95);
  return median(times);
}

async function publishEverywhere(origin: string, token: string) {
  const { get, post } = callerOf(origin, token);
  const { programs } = await get('/api/policies');
  for (const { programId } of programs) {
    await post('/api/policies/draft', { programId, version: 1 });
    const draft = { programId, version: 2 };
    const { revision, document, today } = await get(
      `/api/policies/version?programId=${programId}&version=2`,
    );
    const effectiveFrom = Temporal.PlainDate.from(today).add({ days: 1 }).toString();
    const saved = await post('/api/policies/draft/save', {
      ...draft,
      revision,
      document: { ...document, effectiveFrom },
    });
    await post('/api/policies/publish', { ...draft, revision: saved.revision });
  }
}

import { migrate } from '#server/platform/migrate.ts';
import { callerOf } from './caller.ts';
import { openCapture } from './capture.ts';
import { type Caseload, makeCaseload } from './caseload.ts';
import { heldConferences } from './held-conferences.ts';
import { round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { aside, onStage, type Stage } from './stage.ts';

const times = 200;

/** What row security costs: the reads of the chart and of the due list with it, and as the owner without it. */
export const benchGate = (size: number): Promise<Measurement[]> =>
  onStage((stage) => gateOn(stage, size));

async function gateOn(stage: Stage, size: number): Promise<Measurement[]> {
  await makePattern(stage);
  const caseload = await makeCaseload(stage.owner, { size, name: 'Gated' });
  const chart = await chartWithRecord(stage, caseload);
  await stage.owner.query('vacuum analyze');
  const due = '/api/today/due?scope=';
  const looks = [
    ...chart.paths.map((path) => ({
      what: `chart, ${path.name}`,
      path: path.at,
      token: chart.token,
    })),
    { what: 'due list, worker, mine', path: `${due}mine`, token: caseload.tokens.worker },
    { what: 'due list, supervisor, all', path: `${due}all`, token: caseload.tokens.supervisor },
    {
      what: 'due list, administrator, all',
      path: `${due}all`,
      token: caseload.tokens.administrator,
    },
  ];
  const { app } = await migrate(stage.migrator);
  const capture = await openCapture(stage);
  const measured: Measurement[] = [];
  const whole = { gated: 0, open: 0, howMany: 0 };
  for (const { what, path, token } of looks) {
    const all = await capture.statementsOf(path, token);
    const statements = all.filter(({ sql }) => /^\s*(select|with)/i.test(sql));
    const answer = await aside('gated.ts', { app, owner: stage.migrator, statements, times });
    const { gated, open } = Object.assign({ gated: 0, open: 0 }, answer);
    measured.push(costOf(what, { gated, open, howMany: statements.length }));
    if (!what.startsWith('chart')) continue;
    whole.gated += gated;
    whole.open += open;
    whole.howMany += statements.length;
  }
  await capture.close();
  return [...measured, costOf('chart as a whole', whole)];
}

type Cost = { gated: number; open: number; howMany: number };

const costOf = (what: string, { gated, open, howMany }: Cost): Measurement => ({
  what: `The gate, ${what}`,
  value: round(gated / open),
  unit: 'times the same statements without it',
  limit: { atMost: 1.5 },
  because: `medians add up to ${round(gated)} ms after ${round(open)} ms, ${howMany} statements`,
});

/** A client with a conference in the record: what a chart that is opened asks for. */
async function chartWithRecord(stage: Stage, caseload: Caseload) {
  const [[ended] = []] = await heldConferences(stage, { caseload, perLane: 1 });
  if (!ended) throw new Error('No conference was held.');
  await callerOf(stage.origin, ended.token).post(`${ended.path}/close`);
  const at = `/api/clients/${ended.clientIds[0]}`;
  const paths = ['', '/record', '/consents', '/care-team', '/actions'].map((path) => ({
    name: path.slice(1) || 'head',
    at: `${at}${path}`,
  }));
  return { token: ended.token, paths };
}

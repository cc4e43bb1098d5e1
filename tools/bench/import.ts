import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { importReport } from '#contract/import-report.ts';
import { uploadExport } from '#contract/imports.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import type { z } from 'zod';
import { callerOf } from './caller.ts';
import { largerExport } from './larger-export.ts';
import { inWords, type Measurement } from './measurement.ts';
import { round } from './load.ts';
import { makePattern } from './pattern.ts';
import { onStage, type Stage } from './stage.ts';

type Say = (line: string) => void;

const times = 10;
// Four times as often as the page asks how far it is.
const asksEveryMs = 250;
const limits = { seconds: 15, timesTheTime: 12, megabytes: 400 };

/** The sample export through the page's own requests: what the product needs, without the person who reads and confirms. */
export async function benchImport(say: Say): Promise<Measurement[]> {
  const file = join(process.env['ROUNDTABLE_SAMPLE_DATA'] ?? '', 'hmis-csv-fy2026.zip');
  if (!process.env['ROUNDTABLE_SAMPLE_DATA'] || !existsSync(file)) {
    say('skipped: ROUNDTABLE_SAMPLE_DATA names no folder with hmis-csv-fy2026.zip');
    return [];
  }
  const once = await onStage((stage) => importOn(stage, file));
  say(`sample: ${described(once)}`);
  const larger = await largerExport(file, times);
  try {
    const more = await onStage((stage) => importOn(stage, larger.path));
    say(`${times} times: ${described(more)}`);
    return [
      {
        what: 'Sample export, preview and apply',
        value: once.seconds,
        unit: 's',
        limit: { atMost: limits.seconds },
        because: described(once),
      },
      ...memory('Sample export', once),
      {
        what: `${times} times the sample export, against once`,
        value: round(more.seconds / once.seconds),
        unit: 'times the time',
        limit: { atMost: limits.timesTheTime },
        because: described(more),
      },
      ...memory(`${times} times the sample export`, more),
    ];
  } finally {
    await larger.remove();
  }
}

type Imported = {
  seconds: number;
  phases: { read: number; plan: number; write: number };
  made: { client: number; enrollment: number };
  peak: number | null;
};

const described = ({ phases, made, peak }: Imported) =>
  `${inWords(made.client, 'clients')}, ${inWords(made.enrollment, 'enrollments')}; ` +
  `reading ${phases.read} s, planning ${phases.plan} s, writing ${phases.write} s; ${peak ?? '?'} MB`;

function memory(what: string, { peak }: Imported): Measurement[] {
  if (peak === null) return [];
  const limit = { atMost: limits.megabytes };
  const because = 'the most that the server’s process held, everything included';
  return [{ what: `${what}, memory`, value: peak, unit: 'MB', limit, because }];
}

const opened = uploadExport.reply;
type Opened = z.output<typeof opened>;

async function importOn(stage: Stage, file: string): Promise<Imported> {
  const { administrator } = await makePattern(stage);
  const { get, post } = callerOf(stage.origin, administrator);
  const begin = performance.now();
  const open = await upload(stage.origin, administrator, file);
  const read = performance.now();
  const path = `/api/imports/${open.importId}`;
  const preview = opened.parse(await post(`${path}/choices`, everything(open)));
  const planned = performance.now();
  let state = opened.parse(await post(`${path}/apply`, { previewKey: preview.previewKey }));
  while (state.state === 'applying') {
    await wait(asksEveryMs);
    state = opened.parse(await get(path));
  }
  const end = performance.now();
  if (state.state !== 'applied') throw new Error(`The import ended as ${state.state}`);
  const report = importReport.parse(state.report);
  const madeOf = (kind: string) => report.counts.find((one) => one.kind === kind)?.made ?? 0;
  const seconds = (from: number, to: number) => round((to - from) / 1_000, 1);
  return {
    seconds: seconds(begin, end),
    phases: {
      read: seconds(begin, read),
      plan: seconds(read, planned),
      write: seconds(planned, end),
    },
    made: { client: madeOf('client'), enrollment: madeOf('enrollment') },
    peak: await stage.peakMemory(),
  };
}

async function upload(origin: string, token: string, file: string): Promise<Opened> {
  const response = await fetch(`${origin}${uploadExport.path}?fileName=export.zip`, {
    method: 'POST',
    headers: {
      origin,
      cookie: `session=${token}`,
      'content-length': String((await stat(file)).size),
    },
    body: Readable.toWeb(createReadStream(file)),
    duplex: 'half',
  });
  if (!response.ok) throw new Error(`The file was refused: ${await response.text()}`);
  return opened.parse(await response.json());
}

/** Every organization of the file is this agency, and every project a program: nothing more can be asked of it. */
const everything = ({ organizations }: Opened) => ({
  organizations: organizations.map(({ id }) => ({ id, choice: 'this-agency' })),
  projects: organizations.flatMap(({ projects }) =>
    projects.map(({ id, name }, at) => ({
      id,
      becomes: {
        kind: 'new',
        name: `${name} ${id}`.slice(0, 120),
        preset: presetIds[at % presetIds.length],
        goLiveOn: '2026-08-01',
      },
    })),
  ),
});

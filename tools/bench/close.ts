import { callerOf } from './caller.ts';
import { makeCaseload } from './caseload.ts';
import { openCapture, type Statement } from './capture.ts';
import { heldConferences, lanes, type Ended } from './held-conferences.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { committedPerSecond, withoutAudit } from './rehearsed.ts';
import { onStage, type Stage } from './stage.ts';

const rounds = 5;

/** Closing a conference of three clients over HTTP, 16 at a time, against its own statements through a bare driver. */
export const benchClose = (): Promise<Measurement[]> => onStage(closeOn);

async function closeOn(stage: Stage): Promise<Measurement[]> {
  await makePattern(stage);
  const caseload = await makeCaseload(stage.owner, { size: lanes * 50, name: 'Closing' });
  const asked = { caseload, perLane: 2 };
  const capture = await openCapture(stage);
  const product: number[] = [];
  const floor: number[] = [];
  let statements = 0;
  for (const _ of Array.from({ length: rounds })) {
    product.push(await closedPerSecond(stage, await heldConferences(stage, asked)));
    const rehearsed: Statement[][][] = [];
    for (const lane of await heldConferences(stage, asked)) {
      const closings: Statement[][] = [];
      for (const { token, path } of lane)
        closings.push(withoutAudit(await capture.statementsOf(`${path}/close`, token, {})));
      rehearsed.push(closings);
    }
    statements = rehearsed[0]?.[0]?.length ?? 0;
    floor.push(await committedPerSecond(stage, rehearsed));
  }
  await capture.close();
  const [perSecond, floorPerSecond] = [median(product), median(floor)];
  return [
    {
      what: 'A conference of three clients is closed, 16 at a time',
      value: round((perSecond / floorPerSecond) * 100, 1),
      unit: '% of the floor',
      limit: { atLeast: 25 },
      because: `${round(perSecond, 1)} a second; floor ${round(floorPerSecond, 1)} a second with ${statements} statements`,
    },
  ];
}

async function closedPerSecond(stage: Stage, lanesOfUs: readonly Ended[][]): Promise<number> {
  const begin = performance.now();
  await Promise.all(
    lanesOfUs.map(async (lane) => {
      for (const { token, path } of lane) await callerOf(stage.origin, token).post(`${path}/close`);
    }),
  );
  return (lanesOfUs.flat().length * 1_000) / (performance.now() - begin);
}

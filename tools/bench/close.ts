import { callerOf } from './caller.ts';
import { type Caseload, makeCaseload } from './caseload.ts';
import { openCapture, type Statement } from './capture.ts';
import { median, round } from './load.ts';
import { makePattern } from './pattern.ts';
import type { Measurement } from './measurement.ts';
import { aside, onStage, type Stage } from './stage.ts';

const lanes = 16;
const rounds = 5;
const perLane = 2;

type Ended = { token: string; path: string };

/** Closing a conference of three clients over HTTP, 16 at a time, against its own statements through a bare driver. */
export const benchClose = (): Promise<Measurement[]> => onStage(closeOn);

async function closeOn(stage: Stage): Promise<Measurement[]> {
  await makePattern(stage);
  const caseload = await makeCaseload(stage.owner, { size: lanes * 50, name: 'Closing' });
  const capture = await openCapture(stage.migrator);
  const product: number[] = [];
  const floor: number[] = [];
  let statements = 0;
  for (const _ of Array.from({ length: rounds })) {
    const forUs = await heldConferences(stage, caseload);
    const begin = performance.now();
    await Promise.all(
      forUs.map(async (lane) => {
        for (const { token, path } of lane)
          await callerOf(stage.origin, token).post(`${path}/close`);
      }),
    );
    product.push((lanes * perLane * 1_000) / (performance.now() - begin));

    const forFloor = await heldConferences(stage, caseload);
    const rehearsed: Statement[][][] = [];
    for (const lane of forFloor) {
      const closings: Statement[][] = [];
      for (const { token, path } of lane) {
        const all = await capture.statementsOf(`${path}/close`, token, {});
        closings.push(all.filter(({ sql }) => !/insert into "audit"/i.test(sql)));
      }
      rehearsed.push(closings);
    }
    statements = rehearsed[0]?.[0]?.length ?? 0;
    const answer = await aside('floor-close.ts', { login: stage.migrator, lanes: rehearsed });
    floor.push(Object.assign({ perSecond: 0 }, answer).perSecond);
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

const heldConferences = (stage: Stage, caseload: Caseload): Promise<Ended[][]> =>
  Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const token = await caseload.sessionOf(lane);
      const ended: Ended[] = [];
      while (ended.length < perLane)
        ended.push(await heldConference(stage, caseload, { lane, token }));
      return ended;
    }),
  );

async function heldConference(
  stage: Stage,
  { idOf }: Caseload,
  { lane, token }: { lane: number; token: string },
): Promise<Ended> {
  const { get, post } = callerOf(stage.origin, token);
  const clients = [0, 1, 2].map((nth) => lane * 50 + nth);
  const [me, colleague] = [
    idOf('staff', lane),
    idOf('staff', lane % 2 === 0 ? lane + 1 : lane - 1),
  ];
  const { conferenceId } = await post('/api/conferences', {
    enrollmentIds: clients.map((number) => idOf('enrollment', number)),
  });
  const path = `/api/conferences/${conferenceId}`;
  const version = async () => (await get(path)).version;
  await post(`${path}/clients`, {
    version: await version(),
    reviews: clients.map((number) => ({
      enrollmentId: idOf('enrollment', number),
      plannedMinutes: 15,
      reasons: [{ code: 'status_needs_goals', text: null }],
    })),
  });
  const reviewIds: string[] = (await get(path)).reviews.map(
    ({ reviewId }: { reviewId: string }) => reviewId,
  );
  await post(`${path}/people`, {
    version: await version(),
    attendees: [me, colleague].map((staffId) => ({
      person: { kind: 'staff', id: staffId },
      reviewIds,
    })),
  });
  const on = Temporal.Now.plainDateISO('America/New_York').add({ days: 1 }).toString();
  await post(`${path}/schedule`, {
    version: await version(),
    schedule: { on, time: '10:00', minutes: 60, timeZone: 'America/New_York', mode: 'video' },
  });
  await post(`${path}/roles`, {
    version: await version(),
    roles: { facilitator: me, timekeeper: colleague, notetaker: me },
  });
  await post(`${path}/invitations`, { version: await version() });
  await post(`${path}/start`);
  for (const reviewId of reviewIds)
    await discuss(post, `${path}/reviews/${reviewId}`, [me, colleague]);
  await post(`${path}/end`);
  return { token, path };
}

type Post = ReturnType<typeof callerOf>['post'];

async function discuss(post: Post, at: string, staff: string[]) {
  const [me = ''] = staff;
  const later = (days: number) => Temporal.Now.plainDateISO('UTC').add({ days }).toString();
  await post(`${at}/activate`);
  for (const id of staff)
    await post(`${at}/attendance`, { person: { kind: 'staff', id }, state: 'present' });
  const need = await post(`${at}/entries`, { kind: 'need', text: 'Evening visits' });
  await post(`${at}/entries`, { kind: 'strength', text: 'Keeps appointments' });
  await post(`${at}/summary`, { text: 'Evening care agreed.', how: 'aloud' });
  for (const days of [7, 14]) {
    await post(`${at}/action-items`, {
      needId: need.entryId,
      text: 'Book the visit',
      owner: { kind: 'staff', id: me },
      dueOn: later(days),
      followUp: { on: later(days + 7), how: 'By telephone', by: me },
    });
  }
}

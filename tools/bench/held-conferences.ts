import { callerOf } from './caller.ts';
import type { Caseload } from './caseload.ts';
import type { Stage } from './stage.ts';

export const lanes = 16;

export type Ended = { token: string; path: string; reviewIds: string[]; clientIds: string[] };

/** Conferences that have ended and wait for their closing: some for each of 16 workers, three clients in each. */
export const heldConferences = (
  stage: Stage,
  { caseload, perLane }: { caseload: Caseload; perLane: number },
): Promise<Ended[][]> =>
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
  return { token, path, reviewIds, clientIds: clients.map((number) => idOf('client', number)) };
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

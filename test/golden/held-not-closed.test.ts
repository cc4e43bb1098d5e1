import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, ana, onTeam, provider } = await goldenScene(house);
// Rules that are known since before the days that are looked at.
await house.at('2025-08-01T12:00:00Z');
const home = await given.program(here, { name: 'Home since 2025', preset: 'health-home' });
await house.at('2026-08-20T12:00:00Z');
await onTeam(ana, home, 'case-manager');
afterAll(() => house.close());

const inHealthHome = async (name: string) => {
  await house.at('2026-05-01T12:00:00Z');
  return given.client(here, { program: home, worker: ana, name, enrolledOn: '2026-01-05' });
};

type LookedAt = { reviewId: string; text: string; reasons: { text: string; remedy: string }[] };

/** What the reckoning of the routine duty has looked at. */
async function lookedAt(who: string, { enrollmentId }: { enrollmentId: string }) {
  const { status, body } = await house
    .as(who)
    .post(`/api/enrollments/${enrollmentId}/why`, { obligationKey: 'every-six-months' });
  expect(status).toBe(200);
  const found: LookedAt[] = body.lookedAt;
  return found.map(({ text, reasons }) => [text, ...reasons.map((reason) => reason.text)]);
}

test('what was held and is not closed is evidence in the reckoning: it counts once its record is finished (T13, REQ-142)', async () => {
  const alma = await inHealthHome('Alma Held');
  const { close } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [await provider(ana, alma)],
    on: '2026-05-12',
    closedAfterDays: null,
  });

  expect(await lookedAt('ana', alma)).toEqual([
    [
      'Held 12 May 2026: counts once its record is finished',
      'It is not fully written down: its closing.',
    ],
  ]);
  expect((await close()).counts).toBe(true);
  expect(await lookedAt('ana', alma)).toEqual([]);
});

test('without a provider it says already before the close that it would not count (REQ-131)', async () => {
  const bea = await inHealthHome('Bea Alone');
  await holdBySteps(house, { client: bea, leader: ana, on: '2026-05-13', closedAfterDays: null });

  expect(await lookedAt('ana', bea)).toMatchObject([
    [
      'Held 13 May 2026: not closed yet, and as it stands it does not count',
      expect.stringContaining('Only the program’s own team was there.'),
      expect.anything(),
      expect.anything(),
    ],
  ]);
});

test('a document that the program asks for is missing as long as its words are, and nothing can be closed without it (REQ-159)', async () => {
  const cleo = await inHealthHome('Cleo Papers');
  const { conferenceId, reviewId, close } = await holdBySteps(house, {
    client: cleo,
    leader: ana,
    others: [await provider(ana, cleo)],
    on: '2026-05-14',
    closedAfterDays: null,
  });
  // As if nobody had written its summary and its steps yet.
  await house.owner.query(`delete from review_summary where review_id = $1`, [reviewId]);
  await house.owner.query(
    `update action_item set removed_at = '2026-05-14T13:20:00Z' where review_id = $1`,
    [reviewId],
  );

  expect(await lookedAt('ana', cleo)).toEqual([
    [
      'Held 14 May 2026: counts once its record is finished',
      expect.stringContaining('It is not fully written down'),
      'A document is missing: conference assessment, plan activity note.',
    ],
  ]);

  const refused = await house.as('ana').post(`/api/conferences/${conferenceId}/close`);
  expect(refused).toMatchObject({ status: 409, body: { type: 'closing-checks-open' } });
  const open = JSON.stringify(
    (await house.as('ana').get(`/api/conferences/${conferenceId}/closing`)).body,
  );
  for (const code of ['summary-not-confirmed', 'action-missing']) expect(open).toContain(code);

  const path = `/api/conferences/${conferenceId}/reviews/${reviewId}`;
  await house.as('ana').post(`${path}/summary`, { text: 'What was agreed', how: 'aloud' });
  const why = { what: 'no-action', reason: 'Everything is under way' };
  expect((await house.as('ana').post(`${path}/explanations`, why)).status).toBe(200);
  expect(await close()).toMatchObject({ counts: true, reasonCodes: [] });
});

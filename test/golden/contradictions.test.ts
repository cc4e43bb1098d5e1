import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GivenClient, GivenProgram, GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, tell, provider } = await goldenScene(house);
let cfp: GivenProgram;
let cal: GivenStaff;

beforeAll(async () => {
  cfp = await given.program(here, { name: 'Follow-up', preset: 'cfp' });
  cal = await given.staff(here, 'cal', { roles: ['case-manager'], program: cfp });
});
afterAll(() => house.close());

async function inFollowUp(name: string): Promise<{ client: GivenClient; nurse: Person }> {
  await house.at('2026-05-01T12:00:00Z');
  const client = await given.client(here, {
    program: cfp,
    worker: cal,
    name,
    enrolledOn: '2026-01-05',
  });
  return { client, nurse: await provider(cal, client) };
}
type Person = { kind: 'provider'; id: string };

test('video is taken for a telephone call until the agency decides otherwise (C-04, REQ-103)', async () => {
  const { client, nurse } = await inFollowUp('Ada Four');
  const held = { client, leader: cal, others: [nurse], mode: 'video' as const };
  const before = await holdBySteps(house, { ...held, on: '2026-05-12' });
  expect(before.verdict).toMatchObject({ counts: true, reasonCodes: [] });

  const { rows } = await house.owner.query<{ at: number }>(
    `select at - 1 as at from program_policy y, jsonb_array_elements(y.document -> 'modes') with ordinality m (rule, at)
     where y.program_id = $1 and m.rule ->> 'mode' = 'video'`,
    [cfp.programId],
  );
  await rewritePolicies(house, `{modes,${rows[0]?.at},counts}`, false);
  const after = await holdBySteps(house, { ...held, on: '2026-06-12' });
  await rewritePolicies(house, `{modes,${rows[0]?.at},counts}`, true);

  expect(after.verdict?.counts).toBe(false);
  expect(after.verdict?.reasonCodes).toContain('MODE_NOT_ACCEPTED');
});

test('what is written down after the end is shown as a later entry, on the screen and on the form (C-11)', async () => {
  const { client, nurse } = await inFollowUp('Bo Eleven');
  const { conferenceId, reviewId, close } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [nurse],
    on: '2026-05-13',
    closedAfterDays: null,
  });
  await house.at('2026-05-13T15:00:00Z');
  await tell('cal', `/api/conferences/${conferenceId}/reviews/${reviewId}/entries`, {
    kind: 'barrier',
    text: 'No bus on Sundays',
  });

  const { reviews } = (await house.as('cal').get(`/api/conferences/${conferenceId}`)).body;
  const late = reviews[0].entries.filter(
    ({ isAfterwards }: { isAfterwards: boolean }) => isAfterwards,
  );
  expect(late.map(({ text }: { text: string }) => text)).toEqual(['No bus on Sundays']);
  expect(reviews[0].entries.length).toBeGreaterThan(1);

  await close();
  await house.runJobs();
  const form = await textOf(`/api/reviews/${reviewId}/form`);
  expect(form).toMatch(/No bus on Sundays.{0,20}cal, afterwards/);
  expect(form.match(/, afterwards/g)).toHaveLength(1);
});

test('at once means with the close; what has not left a day later is marked as late (C-15, REQ-038)', async () => {
  const { client, nurse } = await inFollowUp('Cy Fifteen');
  const hold = (on: string) =>
    holdBySteps(house, { client, leader: cal, others: [nurse], on }).then(async (held) => {
      await house.runJobs();
      return held;
    });
  const lateOf = async ({ conferenceId }: { conferenceId: string }) => {
    const { mails } = (await house.as('cal').get(`/api/conferences/${conferenceId}/mails`)).body;
    expect(mails.length).toBeGreaterThan(0);
    return mails.flatMap(({ lateInWords }: { lateInWords: string | null }) => lateInWords ?? []);
  };

  const sent = await hold('2026-05-14');
  house.deliverBy(async () => ({ failed: 'mail-server-refused' }));
  const stuck = await hold('2026-05-18');
  expect(await lateOf(stuck)).toEqual([]);
  await house.at('2026-05-20T14:00:00Z');

  expect(await lateOf(sent)).toEqual([]);
  expect(await lateOf(stuck)).toContain('Late: it should have left within 24 hours of the close.');
  house.deliverBy(async () => 'sent');
});

test('a conference is called to bring the work of all into line and to pass on what they need to know, and its form says so (REQ-091, REQ-092)', async () => {
  const { client, nurse } = await inFollowUp('Di Ninety');
  const { reviewId } = await holdBySteps(house, {
    client,
    leader: cal,
    others: [nurse],
    on: '2026-05-15',
    reasons: ['roles_responsibilities', 'information_exchange'],
  });
  await house.runJobs();

  const form = await textOf(`/api/reviews/${reviewId}/form`);
  expect(form).toContain('Who does what');
  expect(form).toContain('Sharing information');
});

async function textOf(path: string): Promise<string> {
  const response = await house.app.request(`http://localhost:4321${path}`, {
    headers: { host: 'localhost:4321', cookie: `session=${house.as('cal').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  return text.replaceAll(/\s+/g, ' ');
}

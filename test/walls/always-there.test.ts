import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';
import { normaliser } from '#test/walls/normaliser.ts';

// Two agencies where ana did and wrote the same: what cannot be missing. The case of one holds a restricted class, which her words took.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
const worlds = ['plain', 'restricted'] as const;
type World = (typeof worlds)[number];
const pages = new Map<World, string[]>();
const why = 'Said by mistake';
afterAll(() => house.close());

beforeAll(async () => {
  for (const world of worlds) pages.set(world, await pagesOf(world));
}, 60_000);

/** Di is on the team and has every training; she neither has the case nor was there. */
async function pagesOf(world: World) {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency(world);
  const program = await given.program(agency, { preset: 'health-home' });
  const staff = (name: string) =>
    given.staff(agency, `${world}-${name}`, { roles: ['case-manager'], program });
  const [ana, bo] = [await staff('ana'), await staff('bo')];
  await staff('di');
  const client = await given.client(agency, { program, worker: ana });
  if (world === 'restricted')
    await house.owner.query(
      `insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`,
      [agency.agencyId, client.clientId],
    );
  const who = `${world}-ana`;
  const path = `/api/clients/${client.clientId}`;
  const { exemptionId } = await tell(who, `/api/enrollments/${client.enrollmentId}/exemptions`, {
    reason: 'covered-elsewhere',
    from: '2027-03-01',
    lastOn: '2027-03-05',
    reviewOn: '2027-06-01',
  });
  await tell(who, `/api/exemptions/${exemptionId}/withdraw`, { why });
  const change = { code: 'housing_loss', on: '2027-03-10', class: 'general' };
  const { changeEventId } = await tell(who, `${path}/changes`, change);
  await tell(who, `/api/changes/${changeEventId}/withdraw`, { why });
  const meeting = await meetings.planned(who, [client], { ana, bo });
  await meetings.invited(who, meeting);
  await meetings.held(who, meeting, { owner: ana });
  await tell(who, `/api/conferences/${meeting.conferenceId}/close`, {});
  await house.runJobs();
  const voiding = `/api/reviews/${meeting.reviewIds[0]}/void`;
  const { seen } = (await house.as(who).get(voiding)).body;
  await tell(who, voiding, { seen, reason: why });
  await house.runJobs();
  return [`${path}/record?kinds=exemption,change,document`, `${path}/record/year`, voiding];
}

async function read(world: World, name: string) {
  const answers: string[] = [];
  for (const page of pages.get(world) ?? []) {
    const { status, body } = await house.as(`${world}-${name}`).get(page);
    // How many of its steps are still open is told of those that one reads.
    answers.push(`${status} ${JSON.stringify({ ...body, openActions: 0 })}`);
  }
  return normaliser()(answers.join('\n')).replaceAll(world, 'agency');
}

test('what is always there tells a colleague by its absence of no restricted case: why something was taken back, and the form (S4, REQ-036)', async () => {
  const plain = await read('plain', 'di');

  expect(plain).not.toContain(why);
  expect(plain).not.toContain('"kind":"document"');
  expect(await read('restricted', 'di')).toBe(plain);
});

test('control: whoever has the case reads why, each time, and that the form was filed (REQ-023)', async () => {
  for (const world of worlds) {
    const told = await read(world, 'ana');
    expect(told.split(why)).toHaveLength(4);
    expect(told).toContain('"kind":"document"');
  }
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const names = ['Alma Rivera', 'Bert Chen', 'Cleo Stone'] as const;
const boxes = [
  ['14:00', '14:12', 12],
  ['14:12', '14:40', 28],
  ['14:40', '14:55', 15],
] as const;
const address = 'lee@clinic.example';
let work: GivenAgencyAtWork;

beforeAll(async () => {
  await house.at('2027-03-15T18:00:00Z');
  work = await meetings.agencyAtWork();
  await house.at('2027-03-10T14:00:00Z');
});
afterAll(() => house.close());

const post = async (path: string, body: object = {}) => {
  const reply = await house.as('ana').post(path, body);
  if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

test('who may know of the second of three clients hears of one slot, sits at one, and is told of one (T19, EP-05, EP-06)', async () => {
  const { agency, program, ana } = work;
  const clients: GivenClient[] = [];
  for (const name of names)
    clients.push(await given.client(agency, { program, worker: ana, name }));
  const { providerId } = await given.provider(agency, { email: address });
  const lee = { kind: 'provider' as const, id: providerId };
  const [, bert] = clients;
  if (!bert) throw new Error('expected three clients');
  await given.consent(agency, { client: bert, providerId, by: ana });

  // Whoever plans may want the provider for all of them: consent decides.
  const meeting = await meetings.planned('ana', clients, { ...work, people: [lee] });
  const path = `/api/conferences/${meeting.conferenceId}`;
  await post(`${path}/clients`, {
    version: await meeting.version(),
    reviews: clients.map(({ enrollmentId }, index) => ({
      enrollmentId,
      plannedMinutes: boxes[index]?.[2],
      reasons: [{ code: 'status_needs_goals', text: `About ${names[index]}` }],
    })),
  });
  const preview = (await house.as('ana').get(`${path}/agendas/provider/${providerId}`)).body;
  const reviewIds: string[] = (await house.as('ana').get(path)).body.reviews.map(
    ({ reviewId }: { reviewId: string }) => reviewId,
  );
  const second = reviewIds[1];
  expect(
    preview.slots.map(({ reviewId, startsAt, endsAt }: Record<string, string>) => [
      reviewId,
      startsAt,
      endsAt,
    ]),
  ).toEqual([[second, '2027-03-15T14:12:00Z', '2027-03-15T14:40:00Z']]);
  const others = /Alma|Rivera|Cleo|Stone|10:00|10:55|three|3 clients/;
  expect(JSON.stringify(preview)).not.toMatch(others);

  await meetings.invited('ana', meeting);
  await house.runJobs();
  const [letter] = house.mails.filter(({ to }) => to === address);
  expect(JSON.stringify(letter)).toContain('10:12');
  expect(JSON.stringify(letter)).not.toMatch(/Alma|Bert|Cleo|10:00 am|10:55/);
  house.mails.length = 0;

  await house.at('2027-03-15T14:00:00Z');
  await post(`${path}/start`);
  for (const [index, reviewId] of reviewIds.entries()) {
    if (index > 0) await house.at(`2027-03-15T${boxes[index]?.[0]}:00Z`);
    const review = `${path}/reviews/${reviewId}`;
    await post(`${review}/activate`);
    const { attendees } = (await house.as('ana').get(path)).body;
    for (const { person, invitedTo } of attendees)
      if (invitedTo.includes(reviewId))
        await post(`${review}/attendance`, { person, state: 'present' });
    const need = await post(`${review}/entries`, { kind: 'need', text: `Need of ${names[index]}` });
    await post(`${review}/summary`, { text: `Summary of ${names[index]}`, how: 'aloud' });
    await post(`${review}/action-items`, {
      needId: need.entryId,
      text: `Step for ${names[index]}`,
      owner: { kind: 'staff', id: ana.staffId },
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-29', how: 'By telephone', by: ana.staffId },
    });
  }
  await house.at('2027-03-15T14:55:00Z');
  await post(`${path}/end`);
  await post(`${path}/close`);
  await house.runJobs();

  const { reviews } = (await house.as('ana').get(path)).body;
  type Seen = { person: { id: string }; presentFrom: string; presentUntil: string };
  const there = reviews.map(({ attendance }: { attendance: Seen[] }) =>
    attendance
      .filter(({ person }) => person.id === providerId)
      .map(({ presentFrom, presentUntil }) => [
        presentFrom.slice(11, 16),
        presentUntil.slice(11, 16),
      ]),
  );
  expect(there).toEqual([[], [['14:12', '14:40']], []]);
  const told = async (index: number) =>
    JSON.stringify(
      (await house.as('ana').get(`/api/clients/${clients[index]?.clientId}/disclosures`)).body
        .disclosures,
    );
  expect(await told(0)).toBe('[]');
  expect(await told(1)).toContain('Spoken in a conference');
  expect(await told(2)).toBe('[]');
  const after = house.mails.filter(({ to }) => to === address);
  expect(after.length).toBeGreaterThan(0);
  expect(JSON.stringify(after)).not.toMatch(/Alma|Rivera|Cleo|Stone/);
}, 120_000);

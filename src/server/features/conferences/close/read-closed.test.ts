import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
afterAll(() => house.close());

test('of a closed review whose words a colleague may not read there is neither a summary nor a form, nor one to come (EP-14, REQ-178)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  const client = await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const meeting = await meetings.planned('ana', [client], work);
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana, words: () => 'saffron' });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const closed = await house.as('ana').post(`${path}/close`);
  expect(closed.status).toBe(200);
  const seen = async (name: string) => (await house.as(name).get(path)).body.reviews[0];

  expect(await seen('ana')).toMatchObject({ form: 'coming', summary: { class: 'hiv' } });
  expect(await seen('bo')).toMatchObject({ form: null, summary: null });
  await house.runJobs();
  expect(await seen('ana')).toMatchObject({ form: 'made' });
  expect(await seen('bo')).toMatchObject({ form: null, summary: null });
  expect(JSON.stringify(await seen('bo'))).not.toMatch(/saffron|hiv/i);
});

test('a colleague who was not there is told the same of a closed review, whatever it holds: neither its summary nor its form (REQ-178, EP-14)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork('harbor');
  const { agency, program, ana } = work;
  await given.staff(agency, 'cy', { roles: ['case-manager'], program });
  const closedWhere = async (kind: 'general' | 'hiv') => {
    await house.at('2027-03-15T12:00:00Z');
    const client = await given.client(agency, { program, worker: ana, name: 'Zephyrine Quill' });
    if (kind !== 'general')
      await house.owner.query(
        `insert into client_class values ($1, $2, $3, 'a test', auth.now())`,
        [agency.agencyId, client.clientId, kind],
      );
    const meeting = await meetings.planned('ana-harbor', [client], work);
    await meetings.invited('ana-harbor', meeting);
    await meetings.held('ana-harbor', meeting, { owner: ana, words: () => 'saffron' });
    const path = `/api/conferences/${meeting.conferenceId}`;
    await house.as('ana-harbor').post(`${path}/close`);
    await house.runJobs();
    const [reviewId = ''] = meeting.reviewIds;
    return async (name: string) => {
      const [review] = (await house.as(name).get(path)).body.reviews;
      const headers = { host: new URL(origin).host, cookie: `session=${house.as(name).token}` };
      const statusOf = async (copy: string) =>
        (await house.app.request(`${origin}/api/reviews/${reviewId}/form${copy}`, { headers }))
          .status;
      const copy = await statusOf(`/client/${client.clientId}`);
      return { review, status: await statusOf(''), copy };
    };
  };
  const plain = await closedWhere('general');
  const restricted = await closedWhere('hiv');
  const everybodys = ({ review, status, copy }: Awaited<ReturnType<typeof plain>>) => {
    const { summary, form, noNeedsReason, noActionReason, isToldWhole } = review;
    return { summary, form, noNeedsReason, noActionReason, isToldWhole, status, copy };
  };

  const told = everybodys(await plain('cy'));
  expect(told).toEqual(everybodys(await restricted('cy')));
  expect(told).toMatchObject({
    summary: null,
    form: null,
    isToldWhole: false,
    status: 404,
    copy: 404,
  });
  expect(await plain('bo-harbor')).toMatchObject({
    status: 200,
    copy: 200,
    review: { form: 'made', isToldWhole: true, summary: { text: 'The summary of saffron' } },
  });
  expect(await restricted('ana-harbor')).toMatchObject({ status: 200, review: { form: 'made' } });
});

test('what is missing before the close is told a colleague alike, whatever was written down that they may not read (EP-14, S4)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork('lakeside');
  const { agency, program, ana } = work;
  const endedWhere = async (written: 'nothing' | 'general' | 'hiv') => {
    await house.at('2027-03-15T12:00:00Z');
    const client = await given.client(agency, { program, worker: ana, name: 'Zephyrine Quill' });
    if (written === 'hiv')
      await house.owner.query(
        `insert into client_class values ($1, $2, 'hiv', 'a test', auth.now())`,
        [agency.agencyId, client.clientId],
      );
    const meeting = await meetings.planned('ana-lakeside', [client], work);
    await meetings.invited('ana-lakeside', meeting);
    const path = `/api/conferences/${meeting.conferenceId}`;
    if (written === 'nothing') {
      await house.at('2027-03-15T14:00:00Z');
      await house.as('ana-lakeside').post(`${path}/start`);
      await house.as('ana-lakeside').post(`${path}/reviews/${meeting.reviewIds[0]}/activate`);
      const { body } = await house.as('ana-lakeside').get(path);
      for (const { person } of body.attendees)
        await house
          .as('ana-lakeside')
          .post(`${path}/reviews/${meeting.reviewIds[0]}/attendance`, { person, state: 'present' });
      await house.at('2027-03-15T14:15:00Z');
      await house.as('ana-lakeside').post(`${path}/end`);
    } else await meetings.held('ana-lakeside', meeting, { owner: ana, words: () => 'saffron' });
    return async (name: string) => {
      const { body } = await house.as(name).get(`${path}/closing`);
      const { gaps, isToldWhole } = body;
      return { isToldWhole, codes: gaps.map(({ code }: { code: string }) => code) };
    };
  };
  const [nothing, general, hiv] = [
    await endedWhere('nothing'),
    await endedWhere('general'),
    await endedWhere('hiv'),
  ];

  for (const each of [nothing, general, hiv])
    expect(await each('bo-lakeside')).toEqual({ isToldWhole: false, codes: [] });
  expect(await nothing('ana-lakeside')).toEqual({ isToldWhole: true, codes: ['no-content'] });
  expect(await hiv('ana-lakeside')).toEqual({ isToldWhole: true, codes: [] });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { servedCases, type ServedCase as Case } from '#test/walls/served-cases.ts';

const house = await startHouse();
let scene: Awaited<ReturnType<typeof servedCases>>;
afterAll(() => house.close());
beforeAll(async () => {
  scene = await servedCases(house);
});

const read = async (who: string, { conferenceId }: Case) =>
  (await house.as(who).get(`/api/conferences/${conferenceId}`)).body;
const offered = async (who: string, about: Case) => {
  const { may, reviews } = await read(who, about);
  return [may, reviews.map(({ mayVoid }: { mayVoid: boolean }) => mayVoid)];
};
const move = async (who: string, about: Case) => {
  const { version, schedule } = await read(who, about);
  const { on, minutes, timeZone, mode } = schedule;
  const { status, body } = await house
    .as(who)
    .post(`/api/conferences/${about.conferenceId}/reschedule`, {
      version,
      schedule: { on, time: '11:00', minutes, timeZone, mode },
    });
  return [status, body.type, body.title];
};

test('whoever might pass somebody by is offered no change of a meeting, whoever comes, and is told who may (EP-12, EP-14)', async () => {
  const { served, other } = scene;
  for (const who of ['bo', 'sue']) {
    expect(await offered(who, served)).toEqual(await offered(who, other));
    expect((await read(who, other)).may).toMatchObject({
      plan: false,
      invite: false,
      start: false,
    });
    expect(await move(who, served)).toEqual(await move(who, other));
    expect(await move(who, other)).toEqual([
      403,
      'not-taking-part',
      expect.stringContaining('or who planned it'),
    ]);
  }
});

test('control: whoever planned it or takes part is offered it, and it is done (EP-12)', async () => {
  for (const who of ['ana', 'ben']) expect((await read(who, scene.served)).may.plan).toBe(true);
  expect((await move('ben', scene.served))[0]).toBe(200);
});

test('that somebody was not asked for who else comes is shown to who plans or takes part; to others they look as never wanted (EP-12, EP-14, REQ-036)', async () => {
  const { agency, program, ana, ben, physician, counselor } = scene;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const planned = async (people: { providerId: string }[]) => {
    const client = await given.client(agency, { program, worker: ana });
    const consent = (providerId: string, classes: string[]) =>
      given.consent(agency, { client, providerId, by: ana, classes });
    await consent(physician.providerId, ['general']);
    await consent(counselor.providerId, ['general', 'sud']);
    const meeting = await meetings.planned('ana', [client], {
      ana,
      bo: ben,
      on: '2027-03-22',
      people: people.map(({ providerId: id }) => ({ kind: 'provider', id })),
    });
    await meetings.invited('ana', meeting);
    return meeting.conferenceId;
  };
  const seen = async (who: string, conferenceId: string) => {
    const { body } = await house.as(who).get(`/api/conferences/${conferenceId}`);
    const named = ({ person: { kind, id } }: { person: { kind: string; id: string } }) =>
      kind === 'client' ? kind : id;
    const agenda = `/api/conferences/${conferenceId}/agendas/provider/${physician.providerId}`;
    const { status: ofAgenda } = await house.as(who).get(agenda);
    return [
      ofAgenda,
      ...[body.attendees, body.readiness, body.suggested].map((part) => part.map(named)),
    ];
  };
  const both = await planned([physician, counselor]);
  const without = await planned([counselor]);

  for (const who of ['bo', 'una', 'sue'])
    expect(await seen(who, both)).toEqual(await seen(who, without));
  const { body } = await house.as('ana').get(`/api/conferences/${both}`);
  expect(
    body.attendees.filter(
      ({ person, invitedTo }: { person: { id: string }; invitedTo: string[] }) =>
        person.id === physician.providerId && invitedTo.length === 0,
    ),
  ).toHaveLength(1);
});

import { afterAll, expect, test } from 'vitest';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

/** Ana leads a meeting about one of her own, alone or after somebody of another program whom neither bo nor sue may know of. */
async function meetingWith(others: number) {
  const given = givenIn(house);
  const agency = await given.agency(`north-${others}`);
  const program = await given.program(agency);
  const nights = await given.program(agency, { name: 'Nights' });
  const roles = ['case-manager'] as const;
  const who = (name: string) => `${name}-${others}`;
  const ana = await given.staff(agency, who('ana'), { roles: [...roles], program });
  const ben = await given.staff(agency, who('ben'), { roles: [...roles], program });
  await given.staff(agency, who('bo'), { roles: [...roles], program });
  await given.staff(agency, who('sue'), {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  const uma = await given.staff(agency, who('uma'), { roles: [...roles], program: nights });
  const theirs = await given.client(agency, { program, worker: ana });
  const before = await Promise.all(
    Array.from({ length: others }, () =>
      given.client(agency, { program: nights, worker: uma, name: 'Berta Quill' }),
    ),
  );
  for (const { clientId } of before)
    for (const { staffId } of [ana, ben])
      await teller(house)(who('uma'), `/api/clients/${clientId}/care-team/add`, {
        kind: 'staff',
        personId: staffId,
        from: '2026-02-01',
      });
  const meeting = await meetingsIn(house).planned(who('ana'), [...before, theirs], {
    ana,
    bo: ben,
    on: '2027-03-20',
  });
  return async (name: string) => {
    const path = `/api/conferences/${meeting.conferenceId}`;
    const { body } = await house.as(who(name)).get(path);
    const { body: agenda } = await house.as(who(name)).get(`${path}/agendas/staff/${ana.staffId}`);
    return {
      places: body.reviews.map(({ position }: { position: number }) => position),
      titles: body.attendees.map(({ title }: { title: string | null }) => title),
      called: agenda.person.title,
    };
  };
}

test('neither where somebody stands in a meeting nor whether titles are told says that it is about others too (S4, EP-14)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const alone = await meetingWith(0);
  const third = await meetingWith(2);
  for (const name of ['bo', 'sue']) expect(await third(name)).toEqual(await alone(name));
  expect(await third('sue')).toMatchObject({ places: [1], called: 'Case manager' });
  expect(await third('ana')).toMatchObject({ places: [1, 2, 3] });
});

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
    const agenda = `${path}/agendas/staff/${ana.staffId}`;
    const preview = await house.as(who(name)).get(agenda);
    const print = await house.as(who(name)).get(`${agenda}/sheet.pdf`);
    return {
      page: {
        places: body.reviews.map(({ position }: { position: number }) => position),
        titles: body.attendees.map(({ title }: { title: string | null }) => title),
      },
      isWhole: body.isWhole,
      called: preview.body.person?.title,
      slots: preview.body.slots?.map(({ startsAt }: { startsAt: string }) => startsAt),
      refused: [preview.body.type, print.body.type],
    };
  };
}

test('neither where somebody stands in a meeting nor whether titles are told says that it is about others too (S4, EP-14)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const alone = await meetingWith(0);
  const third = await meetingWith(2);
  for (const name of ['bo', 'sue'])
    expect((await third(name)).page).toEqual((await alone(name)).page);
  expect(await alone('sue')).toMatchObject({ called: 'Case manager', isWhole: true });
  expect((await third('sue')).page.places).toEqual([1]);
  expect((await third('ana')).page.places).toEqual([1, 2, 3]);
});

test('whoever does not see all of a meeting gets no agenda of it, whose times would be wrong (REQ-056, EP-05)', async () => {
  await house.at('2027-03-15T12:00:00Z');
  const meeting = await meetingWith(1);
  for (const name of ['bo', 'sue'])
    expect(await meeting(name)).toMatchObject({
      refused: ['needs-every-client', 'needs-every-client'],
      slots: undefined,
      isWhole: false,
    });
  expect(await meeting('ana')).toMatchObject({
    slots: ['2027-03-20T14:00:00Z', '2027-03-20T14:15:00Z'],
    isWhole: true,
  });
});

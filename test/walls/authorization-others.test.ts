import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '#server/platform/route.ts';
import { answerTo } from '#test/walls/any-request.ts';
import { guarded, nameOf, tokenOf } from '#test/walls/asked-right.ts';
import { actors } from '#test/walls/authorization-actors.ts';
import { authorizationMatrix } from '#test/walls/authorization-matrix.ts';
import { outcomeOf, type Met } from '#test/walls/authorization-met.ts';
import { questionsFor } from '#test/walls/authorization-questions.ts';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { keepWorld } from '#test/walls/kept-world.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn } from '#test/given.ts';
import { origin } from '#test/house.ts';

const { house, north } = await authorizationWorld();
const given = givenIn(house);
const agency = { agencyId: '', name: 'north' };
let restore: () => Promise<void>;

beforeAll(async () => {
  const { rows } = await house.owner.query(
    `select agency_id as "agencyId" from staff_version where full_name = 'north-worker'`,
  );
  agency.agencyId = rows[0].agencyId;
  const program = await given.program(agency, { name: 'Another one' });
  const supervising = { roles: ['supervisor' as const], program, teamRole: 'supervisor' };
  await given.staff(agency, 'distant', supervising);
  restore = await keepWorld(house);
});
afterAll(() => house.close());

/** What the case is to a case manager of another team is settled by the matrix, and to a supervisor of another program it is the same. */
const unknownThere = () =>
  guarded.filter((route) => {
    const cells = authorizationMatrix.get(nameOf(route));
    return cells?.get('stranger') === 'unknown' && cells.get('supervisor') !== 'refused';
  });

async function toldToDistant(of = unknownThere()) {
  const found: string[] = [];
  for (const route of of) {
    const met = new Set<Met>();
    for (const one of questionsFor(route, north).slice(0, 3)) {
      const outcome = outcomeOf(await answerTo(house, house.as('distant').token, one));
      if (outcome === 'did' && one.method === 'POST') await restore();
      met.add(outcome);
    }
    const told = met.difference(new Set<Met>(['unread', 'unknown', 'refused']));
    if (told.size > 0) found.push(`${nameOf(route)} ${[...told].toSorted().join(' and ')}`);
  }
  return found;
}

test(
  'to whoever supervises another program the case is not there, whatever they ask (S1, EP-15)',
  { timeout: 240_000 },
  async () => {
    expect(unknownThere().length).toBeGreaterThan(80);
    expect(await toldToDistant()).toEqual([]);
  },
);

test('control: with a seat there, they are told (S1, EP-15)', { timeout: 240_000 }, async () => {
  const { rows } = await house.owner.query(
    `select d.staff_id as distant, m.team_id as team from staff_version d, staff_version s join team_member m using (staff_id)
     where d.full_name = 'distant' and s.full_name = 'north-supervisor'`,
  );
  const [{ distant, team }] = rows;
  const seat = house.newId();
  await house.owner.query(
    `insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4)`,
    [agency.agencyId, seat, team, distant],
  );
  await house.owner.query(
    `insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
     values ($1, $2, gen_random_uuid(), 'supervisor', '2020-01-01', '2020-01-01Z')`,
    [agency.agencyId, seat],
  );
  const reading = unknownThere().filter(({ endpoint }) => endpoint.method === 'GET');
  expect((await toldToDistant(reading)).length).toBeGreaterThan(reading.length / 2);
  await restore();
});

test(
  'whoever was invited and has not accepted, or works elsewhere alone, is let in nowhere (S1)',
  { timeout: 240_000 },
  async () => {
    await house.as('north-admin').post('/api/staff/invite', {
      fullName: 'Ivy Late',
      title: 'Case manager',
      email: 'ivy@north.example',
      roles: ['case-manager'],
    });
    const { rows } = await house.owner.query(
      `insert into sign_in."user" (id, name, email, "emailVerified") values ('ivy', 'Ivy', 'ivy@north.example', true) returning id`,
    );
    await expect(house.session(rows[0].id, agency.agencyId)).rejects.toThrow('does not work for');
    await house.owner.query(
      `insert into sign_in.session (id, "userId", token, "expiresAt") values ('s-ivy', 'ivy', 'a-token-of-ivy', auth.now() + interval '12 hours')`,
    );
    const met = new Set<number>();
    for (const route of guarded)
      for (const one of questionsFor(route, north).slice(0, 1))
        met.add((await answerTo(house, 'a-token-of-ivy', one)).status);

    expect([...met]).toEqual([401]);
  },
);

test(
  'a guest is a visitor to every operation of the staff, whatever their cookie is called, and staff are nobody where guests are (S1, EP-11)',
  { timeout: 240_000 },
  async () => {
    const one = (column: string) => north.ids.get(column)?.[0]?.id ?? '';
    const window = await guestsIn(house).opened({
      conferenceId: one('invited_conference_id'),
      person: { kind: 'provider', id: one('invited_provider_id') },
    });
    const guest = window.jar.get('guest') ?? '';
    expect((await window.get('/api/guest/meeting')).status).toBe(200);

    const told: string[] = [];
    for (const route of guarded)
      for (const { method, path, body } of questionsFor(route, north).slice(0, 1))
        for (const cookie of [
          `guest=${guest}`,
          `session=${guest}`,
          `guest=${guest}; session=${guest}`,
        ]) {
          const { status } = await house.app.request(`${origin}${path}`, {
            method,
            headers: {
              host: new URL(origin).host,
              origin,
              'content-type': 'application/json',
              cookie,
            },
            ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
          });
          if (status !== 401) told.push(`${nameOf(route)} ${status}`);
        }
    expect(told).toEqual([]);

    for (const actor of actors) {
      window.jar.set('guest', tokenOf(house, actor) ?? '');
      expect((await window.get('/api/guest/meeting')).status).toBe(404);
    }
  },
);

const isForLists = ({ endpoint }: Route) =>
  endpoint.refusals.some((refusal) => refusal === 'may-not-take-lists');

/** Which operations refuse the supervisor for want of the right to save lists, of those that read or declare it. */
async function refusedLists() {
  const found = new Set<string>();
  const asked = guarded.filter((route) => route.endpoint.method === 'GET' || isForLists(route));
  for (const route of asked)
    for (const one of questionsFor(route, north).slice(0, 6)) {
      const { status, text } = await answerTo(house, tokenOf(house, 'supervisor'), one);
      if (text.includes('"may-not-take-lists"')) found.add(nameOf(route));
      if (status === 200 && one.method === 'POST') await restore();
    }
  return [...found].toSorted();
}

test(
  'whoever may not save lists as files is refused what takes many out, and reads everything else (S1, S16)',
  { timeout: 240_000 },
  async () => {
    const may = (mayTakeLists: boolean) =>
      house.owner.query(
        `update staff s set may_take_lists = $1 from staff_version v where v.staff_id = s.staff_id and v.full_name = 'north-supervisor'`,
        [mayTakeLists],
      );
    const declared = guarded.filter(isForLists);
    await may(false);
    expect(await refusedLists()).toEqual(declared.map(nameOf).toSorted());
    expect(declared).toHaveLength(8);
    await may(true);
    expect(await refusedLists()).toEqual([]);
  },
);

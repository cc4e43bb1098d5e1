import { afterAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import type { Route } from '#server/platform/route.ts';
import { answerTo, columnOf, type Asked, type KnownId } from '#test/walls/any-request.ts';
import { guarded, nameOf, tokenOf } from '#test/walls/asked-right.ts';
import { actors, type Actor, type Outcome } from '#test/walls/authorization-actors.ts';
import { authorizationMatrix } from '#test/walls/authorization-matrix.ts';
import { ofGuests } from '#test/walls/authorization-of-guests.ts';
import { outcomeOf, type Met } from '#test/walls/authorization-met.ts';
import { anybody } from '#test/walls/authorization-of-agencies.ts';
import { questionsFor } from '#test/walls/authorization-questions.ts';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { keepWorld } from '#test/walls/kept-world.ts';

const { house, north, south } = await authorizationWorld();
const restore = await keepWorld(house);
afterAll(() => house.close());

const cellsOf = (route: Route) => new Set(authorizationMatrix.get(nameOf(route))?.values());

async function meets(token: string | undefined, one: Asked) {
  const outcome = outcomeOf(await answerTo(house, token, one));
  if (outcome === 'did' && one.method === 'POST') await restore();
  return outcome;
}

/** Who may is let in once at least; who may not is met so by every question that is clear. */
async function observed(route: Route, actor: Actor, wanted: Outcome | undefined): Promise<string> {
  const met = new Set<Met>();
  const isOfNoCase = !cellsOf(route).has('unknown');
  let clear = 0;
  for (const one of questionsFor(route, north)) {
    const outcome = await meets(tokenOf(house, actor), one);
    met.add(outcome);
    if (outcome === 'unread' && !isOfNoCase) continue;
    clear += 1;
    if (wanted === 'may' && (outcome === 'may' || outcome === 'did')) return 'may';
    if (wanted === 'may' && isOfNoCase && outcome !== 'refused' && outcome !== 'fault')
      return 'may';
    if (wanted === 'not theirs' ? clear >= 3 && met.has(wanted) : wanted !== 'may' && clear === 2)
      break;
  }
  const told = met.difference(new Set<Met>(['unread']));
  // What is not theirs to do they see all the same, in whatever state it is.
  if (wanted === 'not theirs' && told.has(wanted) && !told.has('did') && !told.has('fault'))
    return wanted;
  return told.size === 0 ? 'nothing clear' : [...told].toSorted().join(' and ');
}

const wantedOf = (route: Route, actor: Actor) => authorizationMatrix.get(nameOf(route))?.get(actor);

/** Whoever may not is asked side by side: nothing comes of it. Whoever may finds the world as it was. */
async function differences(of: readonly Route[], among: readonly Actor[] = actors) {
  const found: string[] = [];
  for (const route of of) {
    const look = async (actor: Actor) => {
      const wanted = wantedOf(route, actor);
      const met = await observed(route, actor, wanted);
      if (met !== wanted) found.push(`${nameOf(route)} ${actor}: ${met}, declared ${wanted}`);
    };
    const mayDo = among.filter((actor) => wantedOf(route, actor) === 'may');
    await Promise.all(among.filter((actor) => !mayDo.includes(actor)).map(look));
    for (const actor of mayDo) await look(actor);
  }
  return found;
}

test('every operation has its line in the matrix, and no line is about nothing (S1)', () => {
  expect(guarded.map(nameOf).toSorted()).toEqual([...authorizationMatrix.keys()].toSorted());
  expect(
    routes
      .filter(({ rights }) => typeof rights === 'string')
      .map(nameOf)
      .toSorted(),
  ).toEqual([...anybody, ...ofGuests.keys()].toSorted());
});

test('the document that everybody can read names these operations and no other (S1)', async () => {
  const { paths } = (await house.visitor.get('/api/openapi.json')).body;
  const told = Object.entries<object>(paths).flatMap(([path, of]) =>
    Object.keys(of).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );

  const declared = [...authorizationMatrix.keys(), ...anybody, ...ofGuests.keys()];
  expect(told.toSorted()).toEqual(declared.toSorted());
});

test('every cell is as declared (S1, REQ-178)', { timeout: 600_000 }, async () => {
  expect(await differences(guarded)).toEqual([]);
});

test('control: a wall that falls is noticed (S1)', async () => {
  const reading = guarded.filter(
    (one) => nameOf(one) === 'GET /api/clients/:clientId/contacts/new',
  );
  await house.owner.query('alter table client disable row level security');
  expect(await differences(reading, ['worker', 'stranger'])).toEqual([
    'GET /api/clients/:clientId/contacts/new stranger: did, declared unknown',
  ]);
  await house.owner.query('alter table client enable row level security');
  expect(await differences(reading)).toEqual([]);
});

const columnsOf = (route: Route) =>
  [...route.endpoint.path.matchAll(/:(\w+)/g)]
    .map(([, name = '']) => columnOf(name))
    .filter((column) => south.ids.has(column));
const twoIds = guarded.filter((route) => columnsOf(route).length > 1);

test(
  'of several ids in an address each is asked for: one of another agency is as one that nobody has (S1, REQ-178)',
  { timeout: 240_000 },
  async () => {
    expect(twoIds.length).toBeGreaterThan(10);
    const answersTo = async (route: Route, column: string, ids: readonly KnownId[]) => {
      const named = new Map([...north.ids, [column, ids]]);
      named.delete(`exchange_${column}`);
      const own = (north.ids.get(column) ?? []).map(({ id }) => id);
      const asked = questionsFor(route, { ...north, ids: named }).filter(
        ({ path }) => !own.some((id) => path.includes(id)),
      );
      const met = new Set<Met>();
      for (const one of asked.slice(0, 6)) met.add(await meets(tokenOf(house, 'worker'), one));
      return [...met].join();
    };
    for (const route of twoIds)
      for (const column of columnsOf(route)) {
        const foreign = await answersTo(route, column, south.ids.get(column) ?? []);
        const nobody = await answersTo(route, column, [{ id: house.newId(), clientId: null }]);
        expect({ route: nameOf(route), column, foreign }).toEqual({
          route: nameOf(route),
          column,
          foreign: nobody,
        });
        expect(`${nameOf(route)} ${column} ${foreign}`).not.toContain('did');
      }
  },
);

test(
  'whoever was deactivated, or walked away from a screen, is let in nowhere (S1, REQ-178)',
  { timeout: 240_000 },
  async () => {
    const statuses = async (token: string | undefined) => {
      const met = new Set<number>();
      for (const route of guarded)
        for (const one of questionsFor(route, north).slice(0, 1))
          met.add((await answerTo(house, token, one)).status);
      return [...met];
    };
    const colleague = house.as('north-colleague');
    await colleague.post('/api/session/lock');
    expect(await statuses(colleague.token)).toEqual([401]);

    await restore();
    const { body } = await house.as('north-admin').get('/api/staff');
    const { staffId } = body.staff.find(
      (one: { fullName: string }) => one.fullName === 'north-colleague',
    );
    await house.as('north-admin').post('/api/staff/deactivate', { staffId });
    expect(await statuses(colleague.token)).toEqual([401]);
  },
);

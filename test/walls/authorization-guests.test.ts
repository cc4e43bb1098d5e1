import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { askedAsGuest, type Holding } from '#test/walls/asked-as-guest.ts';
import {
  guestRelations,
  ofGuests,
  type GuestRelation,
} from '#test/walls/authorization-of-guests.ts';
import { brokenFor } from '#test/walls/guest-scene.ts';
import { guestsByRelation } from '#test/walls/guests-by-relation.ts';

const house = await startHouse();
const guests = await guestsByRelation(house);
const { operations, holdingOf, nobodys } = askedAsGuest(house, guests);
afterAll(() => house.close());

async function differences(among: readonly GuestRelation[] = guestRelations) {
  const found: string[] = [];
  for (const [operation, ask] of operations) {
    const { bytes: nothing } = await ask(holdingOf('nothing'));
    for (const relation of among) {
      const { met, bytes } = await ask(holdingOf(relation));
      const wanted = ofGuests.get(operation)?.may.includes(relation) ? 'may' : 'unknown';
      if (met !== wanted) found.push(`${operation} ${relation}: ${met}, declared ${wanted}`);
      else if (wanted === 'unknown' && bytes !== nothing)
        found.push(`${operation} ${relation}: ${bytes} is not ${nothing}`);
    }
  }
  return found;
}

test('each operation of guests is asked for, and no line is about nothing (S1)', () => {
  expect([...operations.keys()].toSorted()).toEqual([...ofGuests.keys()].toSorted());
});

test('to whoever may read theirs, ids of another meeting, of another agency and of nobody are one (S1, EP-11)', async () => {
  await guests.opened();
  const { ahead, closed } = guests.of('agreed');
  const ask = async (ids: Holding['ids']) => {
    const holding = { ...holdingOf('agreed'), ids };
    const byIds = [...operations].filter(([name]) => name.includes('/:'));
    return Promise.all(byIds.map(([, each]) => each(holding)));
  };
  const own = await ask(closed);
  const nobody = await ask(nobodys());

  expect(own.map(({ met }) => met)).toEqual(['may', 'may']);
  expect(nobody.map(({ met }) => met)).toEqual(['unknown', 'unknown']);
  for (const other of [guests.of('taken back').closed, ahead, guests.elsewhere.closed])
    expect(await ask(other)).toEqual(nobody);
});

test('every cell of guests is as declared, whatever became of what the client signed (S1, EP-11, EP-12, REQ-178)', async () => {
  await guests.opened();
  await guests.ended();

  expect(await differences()).toEqual([]);
});

test.each([
  ['taken back', `coalesce(c.revoked_at, 'infinity') > moment`],
  ['in error', 'c.withdrawn_at is null'],
  ['over', `coalesce(c.valid_until, 'infinity') >= on_day`],
  ['for something else', 'wanted_purpose = any(c.purposes)'],
] as const)(
  'control: a gate that does not ask whether a paper is %s is noticed (S1)',
  async (relation, from) => {
    await guests.goOn();
    const name = 'auth.papers_about(uuid, uuid, uuid, text, timestamptz, date)';
    await brokenFor(house, { name, from, to: 'true' }, async () => {
      expect(await differences([relation])).toContain(
        `GET /api/guest/forms/:reviewId/form.pdf ${relation}: may, declared unknown`,
      );
    });
  },
);

import { afterAll, expect, test } from 'vitest';
import { billingGiven } from '#test/billing-given.ts';
import { startHouse } from '#test/house.ts';
import { keepWorld } from '#test/walls/kept-world.ts';
import { offeredAndMet } from '#test/walls/offered-and-met.ts';
import { ofBilling } from '#test/walls/offers.ts';

const house = await startHouse();
const { reviewId } = await billingGiven(house);
afterAll(() => house.close());

test('what a review offers about billing is not refused to whoever it is offered to, and what it does not offer is: before somebody bills for it and afterwards (S1)', async () => {
  const names = ['ana', 'bo', 'cy', 'sue', 'sid', 'far', 'bill', 'bella', 'audrey', 'olga'];
  const tokens = new Map(names.map((name) => [name, house.as(name).token]));
  const shown = [ofBilling(reviewId)];
  const look = async () => offeredAndMet({ house, tokens, restore: await keepWorld(house), shown });
  const before = await look();
  await house.owner.query('drop schema kept cascade');
  await house.as('ana').post(`/api/reviews/${reviewId}/billing`);
  const after = await look();

  expect([...before.differences, ...after.differences]).toEqual([]);
  // No family was there alone.
  expect(before.neverDone).toEqual(['take a billing back', 'acknowledge family']);
  expect(after.neverDone).toEqual(['bill', 'acknowledge family']);
});

test('a page that offers everything, or nothing, is noticed (control)', async () => {
  const { read, offers } = ofBilling(reviewId);
  await house.owner.query('drop schema kept cascade');
  const restore = await keepWorld(house);
  const tokens = new Map(['ana', 'bill'].map((name) => [name, house.as(name).token]));
  const lying = (isOffered: boolean) =>
    offeredAndMet({
      house,
      tokens,
      restore,
      shown: [{ read, offers: (body) => offers(body).map((offer) => ({ ...offer, isOffered })) }],
    });
  const [everything, nothing] = [await lying(true), await lying(false)];

  expect(everything.differences.join()).toContain('offered: acknowledge family, ana: 403');
  expect(nothing.differences.join()).toContain('not offered: take a billing back, ana: 200');
});

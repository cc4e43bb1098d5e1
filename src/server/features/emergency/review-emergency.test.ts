import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { emergencyScene } from '#test/given-emergency.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { north, ben, alma, ask, open, minutes, meet } = await emergencyScene(house);
beforeEach(meet);
afterAll(() => house.close());

describe('the second person (S17)', () => {
  const reviews = async (who: string) =>
    (await house.as(who).get('/api/emergency/reviews')).body.emergencies;
  const judge = (who: string, accessId: string) =>
    house.as(who).post('/api/emergency/review', {
      accessId,
      outcome: 'justified',
      note: 'I called the emergency room.',
    });

  test('who opened it never reviews it; whoever answers for the client does, once', async () => {
    await house.owner.query(
      `insert into staff_role (agency_id, staff_id, role, granted_at) values ($1, $2, 'supervisor', now()) on conflict do nothing`,
      [north.agencyId, ben.staffId],
    );
    const { accessId } = (await open()).body;
    expect((await judge('ben', accessId)).body.type).toBe('not-your-own-emergency');
    expect((await judge('nia', accessId)).body.type).toBe('not-found');
    const [seen] = await reviews('sue');
    expect(seen).toMatchObject({ byName: 'ben', words: ask.words, may: { review: true } });
    expect((await reviews('north-admin'))[0]).toMatchObject({ words: null });
    expect(await reviews('nia')).toEqual([]);
    expect((await judge('sue', accessId)).status).toBe(200);
    expect((await judge('north-admin', accessId)).body.type).toBe('emergency-reviewed-already');
    await house.owner.query(`delete from staff_role where staff_id = $1 and role = 'supervisor'`, [
      ben.staffId,
    ]);
  });

  test('what waits for a review stands in Today for whoever may review it, with its last hour (S17, EP-15)', async () => {
    const waiting = async (who: string) =>
      (await house.as(who).get('/api/today/now')).body.emergencies;
    const none = { open: 0, firstBy: null, isLate: false };
    const { accessId } = (await open()).body;

    const one = { open: 1, firstBy: 'Thu 7 May 2026, 10:00 am Eastern', isLate: false };
    expect([await waiting('sue'), await waiting('north-admin')]).toEqual([one, one]);
    expect([await waiting('nia'), await waiting('ben'), await waiting('ana')]).toEqual([
      none,
      none,
      none,
    ]);
    await minutes(72 * 60 + 1);
    expect(await waiting('sue')).toEqual({ ...one, isLate: true });
    await judge('sue', accessId);
    expect(await waiting('sue')).toEqual(none);
  });

  test('who is told within the hour that it was no emergency reads no more at once; who is told that it was one reads on, and may end it (S17, EP-15)', async () => {
    const path = `/api/emergency/clients/${alma.clientId}`;
    const read = async () => (await house.as('ben').get(path)).status;
    for (const outcome of ['not-justified', 'reported']) {
      const { accessId } = (await open()).body;
      expect(await read()).toBe(200);
      const said = { accessId, outcome, note: 'The emergency room knows of nobody.' };
      expect((await house.as('sue').post('/api/emergency/review', said)).status).toBe(200);
      expect(await read()).toBe(404);
      const [latest] = (await house.as('ben').get('/api/emergency/mine')).body.mine;
      expect(latest).toMatchObject({ accessId, isOpen: false, minutesLeft: 0 });
    }

    const { accessId } = (await open()).body;
    await judge('sue', accessId);
    expect(await read()).toBe(200);
    expect((await house.as('ben').post('/api/emergency/end', { accessId })).status).toBe(200);
    expect(await read()).toBe(404);
  });

  test('what nobody reviewed within 72 hours keeps its opener from another, until it is', async () => {
    const owed = async () => (await house.as('ben').get('/api/emergency/mine')).body.owed;
    const { accessId } = (await open()).body;
    await minutes(72 * 60 - 1);
    expect(await owed()).toBeNull();
    expect((await open()).status).toBe(200);
    await minutes(72 * 60 + 61);
    expect(await owed()).toBe('late');
    expect((await open()).body.type).toBe('emergency-review-owed');
    expect((await reviews('sue'))[0]).toMatchObject({ isLate: true });
    await judge('sue', accessId);
    expect((await open()).status).toBe(200);
  });

  test('three that wait for their review keep their opener from a fourth, and who asks is told so first', async () => {
    for (const hour of [0, 1, 2]) {
      await minutes(hour * 61);
      expect((await open()).status).toBe(200);
    }
    await minutes(3 * 61);
    expect((await house.as('ben').get('/api/emergency/mine')).body).toMatchObject({ owed: 'many' });
    expect((await open()).body.type).toBe('emergency-review-owed');
  });

  test('none is left out: a long list is read page by page, the oldest to review first', async () => {
    await house.owner.query(
      `insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
       select $1, gen_random_uuid(), $2, $3, 'urgent-care', at, at + interval '60 minutes', at + interval '72 hours'
       from (select timestamptz '2026-05-01T00:00:00Z' + n * interval '1 minute' as at from generate_series(1, 45) n) made`,
      [north.agencyId, alma.clientId, ben.staffId],
    );
    const all = async (who: string, path: string, list: 'mine' | 'emergencies') => {
      const times: string[] = [];
      let after: string | null = null;
      do {
        const mark = after === null ? '' : `${path.includes('?') ? '&' : '?'}after=${after}`;
        const { body } = await house.as(who).get(path + mark);
        for (const { openedAt } of body[list]) times.push(openedAt);
        after = body.next;
      } while (after !== null);
      return times;
    };
    const toReview = await all('sue', '/api/emergency/reviews', 'emergencies');
    expect(toReview).toHaveLength(45);
    expect(toReview).toEqual(toReview.toSorted());
    const mine = await all('ben', '/api/emergency/mine', 'mine');
    expect(mine).toEqual(toReview.toReversed());
    await house.owner.query(
      `update break_glass set outcome = 'justified', reviewed_by = (select staff_id from staff_role where agency_id = $1 and role = 'administrator' limit 1), reviewed_at = opened_at`,
      [north.agencyId],
    );
    expect(await all('sue', '/api/emergency/reviews?show=reviewed', 'emergencies')).toEqual(mine);
    expect(await all('sue', '/api/emergency/reviews', 'emergencies')).toEqual([]);
  });
});

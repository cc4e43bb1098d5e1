import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

test('no change of the staff is left out: what was done is read page by page, the latest first (S16)', async () => {
  const agency = await given.agency('north');
  const ana = await given.staff(agency, 'ana', { roles: ['biller'] });
  const ada = await given.staff(agency, 'ada', { roles: ['administrator'] });
  await house.owner.query(
    `insert into staff_change (agency_id, change_id, kind, staff_id, asked_by, asked_at, state)
     select $1, gen_random_uuid(), 'deactivated', $2, $3, timestamptz '2026-01-05T15:00:00Z' + (n / 2) * interval '1 minute', 'done'
     from generate_series(1, 120) n`,
    [agency.agencyId, ana.staffId, ada.staffId],
  );
  const path = '/api/staff-changes?show=settled';
  const seen: { changeId: string; askedAt: string }[] = [];
  for (let next: string | null = ''; next !== null;) {
    const { body } = await house.as('ada').get(next === '' ? path : `${path}&after=${next}`);
    seen.push(...body.changes);
    next = body.next;
  }

  expect(new Set(seen.map(({ changeId }) => changeId)).size).toBe(120);
  const times = seen.map(({ askedAt }) => askedAt);
  expect(times).toEqual(times.toSorted().toReversed());
});

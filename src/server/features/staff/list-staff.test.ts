import { afterAll, expect, test } from 'vitest';
import { foundedAgency, joined } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

test('of an invitation that waits for a second person the staff list says that it waits (S1)', async () => {
  const admin = (await foundedAgency(house, 'first@riverbend.example')).window;
  const sue = await joined(house, admin, { email: 'sue@riverbend.example', roles: ['supervisor'] });
  const { staffId } = (
    await admin.post('/api/staff/invite', {
      fullName: 'Ona Brill',
      title: 'Case manager',
      email: 'ona@riverbend.example',
      roles: ['case-manager'],
    })
  ).body;
  const state = async () =>
    (await admin.get('/api/staff')).body.staff.find(
      (one: { staffId: string }) => one.staffId === staffId,
    ).state;
  const waits = await state();
  const { changes } = (await sue.window.get('/api/staff-changes?show=waiting')).body;
  await sue.window.post('/api/staff-changes/confirm', { changeId: changes[0].changeId });

  expect([waits, await state()]).toEqual(['invitation-waits', 'invited']);
});

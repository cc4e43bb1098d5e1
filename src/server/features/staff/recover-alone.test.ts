import { afterAll, expect, test } from 'vitest';
import { foundedAgency, joined } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());

test('without a mail server nobody is handed the sign-in of the one who could have confirmed it (S1)', async () => {
  const alone = (await foundedAgency(house, 'alone@creekside.example')).window;
  const only = await joined(house, alone, {
    email: 'only@creekside.example',
    roles: ['supervisor'],
  });
  const { mailer } = house.shell;
  house.shell.mailer = undefined;
  for (const lost of ['password', 'everything'])
    expect(
      (await alone.post('/api/staff/recover', { staffId: only.staffId, lost })).body.type,
    ).toBe('recover-on-the-machine');
  house.shell.mailer = mailer;
  const mailed = await alone.post('/api/staff/recover', {
    staffId: only.staffId,
    lost: 'password',
  });
  expect(mailed.body).toMatchObject({ outcome: 'mailed', link: null });
});

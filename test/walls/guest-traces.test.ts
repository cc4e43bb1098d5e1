import { afterAll, expect, test } from 'vitest';
import { openLog } from '#server/platform/log.ts';
import { openWindow } from '#test/browser-like.ts';
import { startHouse } from '#test/house.ts';
import { tablesWith } from '#test/tables-with.ts';
import { guestScene } from '#test/walls/guest-scene.ts';

const house = await startHouse();
const lines: string[] = [];
house.shell.log = openLog('trace', { write: (line) => void lines.push(line) });
afterAll(() => house.close());

test('the link, the code and what rests on them stand in no table and no line of the log, whatever comes of them (S5, S18)', async () => {
  await house.at('2027-03-14T12:00:00Z');
  await guestScene(house);
  await house.runJobs();
  const newest = () => house.mails.findLast(({ to }) => to.endsWith('@clinic.example'))?.text ?? '';
  const link = /\/guest#([\w-]+)/.exec(newest())?.[1] ?? '';
  const window = openWindow(house);
  await window.post('/api/guest/code', { link });
  await house.runJobs();
  const code = /^\d{8}$/m.exec(newest())?.[0] ?? '';
  await window.post('/api/guest/open', { link, code: '00000000' });
  await window.post('/api/guest/open', { link, code: `${code}0` });
  const { status } = await window.post('/api/guest/open', { link, code });
  const token = window.jar.get('guest') ?? '';
  await window.get(`/api/guest/meeting?link=${link}`);
  const { visitId } = (await window.get('/api/guest/meeting')).body;
  await window.post('/api/guest/reply', { visitId, reply: 'yes' });
  // Something breaks with it in hand.
  await house.owner.query('alter table attendee add constraint refuse_all check (false) not valid');
  expect((await window.post('/api/guest/reply', { visitId, reply: 'no' })).status).toBe(500);
  await house.owner.query('alter table attendee drop constraint refuse_all');
  await window.post('/api/guest/open', { link, code });
  await window.post('/api/guest/link', { link });
  await house.runJobs();

  expect([status, link.length, code.length, token.length]).toEqual([200, 43, 8, 43]);
  for (const secret of [link, code, token]) {
    expect(await tablesWith(house, secret)).toEqual([]);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  }
  expect(lines.length).toBeGreaterThan(0);
});

test('control: one that was written down somewhere is found (S5)', async () => {
  await house.owner.query(`update auth.guest_link set code_digest = 'a secret'`);
  house.shell.log.info({ path: '/guest#a secret' }, 'careless');

  expect(await tablesWith(house, 'a secret')).toEqual(['auth.guest_link']);
  expect(lines.at(-1)).toContain('a secret');
});

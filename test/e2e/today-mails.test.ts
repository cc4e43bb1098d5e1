import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

let opened: Awaited<ReturnType<typeof openWorld<{ conferenceId: string }>>>;

beforeAll(async () => {
  opened = await openWorld(async (house) => {
    await house.at('2027-03-15T13:50:00Z');
    const given = givenIn(house);
    const meetings = meetingsIn(house);
    const { agency, program, ana, bo } = await meetings.agencyAtWork();
    const rita = await given.staff(agency, 'rita', {
      roles: ['case-manager', 'administrator'],
      program,
    });
    const alma = await given.client(agency, { program, worker: ana });
    const { conferenceId } = await meetings.planned('ana', [alma], { ana, bo });
    for (const [index, state] of ['held', 'held', 'held', 'held', 'held', 'failed'].entries())
      await house.owner.query(
        `insert into mail (agency_id, mail_id, conference_id, to_address, to_name, staff_id, kind, subject, body, state, written_at, written_by)
         values ($1, $2, $3, 'x@clinic.example', $4, $5, 'invitation', 'Meeting invitation', '-', $6, $7, $5)`,
        [
          agency.agencyId,
          house.newId(),
          conferenceId,
          `Person ${index}`,
          ana.staffId,
          state,
          `2027-03-${10 + index}T15:00:00Z`,
        ],
      );
    await house.owner.query(`update conference set facilitator_id = $1`, [rita.staffId]);
    return { conferenceId };
  });
});
afterAll(() => opened?.close());

const mailsOf = async (as: string) => {
  const { page, complaints } = await opened.open(as, '/');
  const list = page.getByRole('list', { name: 'Waiting on others' });
  await list.waitFor();
  const rows = list.getByRole('listitem').filter({ hasText: /mail/i });
  return { page, rows, complaints };
};

test('many mails that nobody passed on are one row with their number, and it leads to the outbox (REQ-179)', async () => {
  const { page, rows, complaints } = await mailsOf('rita');
  await rows.first().waitFor();
  await pictureEachWay(page, 'today-mails');

  await expect.poll(() => rows.count()).toBe(2);
  const many = rows.filter({ hasText: '5 mails, the last written' });
  await expect.poll(() => many.innerText()).toContain('wait here to be passed on');
  await expect.poll(() => rows.filter({ hasText: 'Mail to Person 5' }).count()).toBe(1);
  expect(await accessProblems(page)).toEqual([]);
  await many.getByRole('link', { name: 'Open the outbox' }).click();
  await page.getByRole('heading', { name: 'Outbox' }).waitFor();
  expect(complaints).toEqual([]);
});

test('whoever may not read the outbox goes from that row to the conference (REQ-179)', async () => {
  const { page, rows } = await mailsOf('ana');
  await rows.first().waitFor();
  await expect.poll(() => rows.count()).toBe(2);
  const many = rows.filter({ hasText: '5 mails, the last written' });
  await many.getByRole('link', { name: 'Open the conference' }).click();
  await page.waitForURL(`**/conferences/${opened.world.conferenceId}`);
});

test('the keys that move in a list are named in words, which every font has, and in a small window too', async () => {
  const { page } = await mailsOf('ana');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.getByText('Up or Down', { exact: true }).waitFor();
  await pictureEachWay(page, 'keyboard-help');
  expect(await help.innerText()).not.toMatch(/[←-⇿]/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => help.getByText('Up or Down', { exact: true }).isVisible()).toBe(true);
});

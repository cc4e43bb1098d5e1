import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { choose, select, take, wordsOf } from './hands.ts';
import { testsAfterClosing } from './walk-after.ts';
import { askPeople, giveReasons, giveRoles, readMails, send, setTime } from './walk-conference.ts';
import { caseloadExport } from './walk-export.ts';
import { testsOfOtherWays } from './walk-other-ways.ts';
import { testsInTheRoom } from './walk-room.ts';
import {
  accept,
  addProvider,
  addToCareTeam,
  clientsWithoutConference,
  foundAgency,
  handOver,
  importClients,
  invite,
  putOnTeam,
  trained,
  recordConsent,
  recordHeldElsewhere,
} from './walk-setup.ts';
import {
  ana,
  bo,
  firstLine,
  lee,
  namesIn,
  openStage,
  program,
  robin,
  type Stage,
} from './walk-stage.ts';

// One walk in many steps: each test goes on where the one before stopped.
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.shootAll('failed');
  const complaints = stage.complaints();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});
afterAll(() => stage?.close());

const three = () => stage.clients.slice(0, 3);

test('an agency is founded, chooses its rules, and takes its caseload over from an export', async () => {
  const { admin, served } = stage;
  await foundAgency(admin, served, { name: 'Riverbend Care', admin: robin, program });
  const preview = await importClients(
    { page: admin.page, origin: served.origin },
    caseloadExport(),
    program,
  );

  expect(preview).toContain('People');
});

test('case managers accept their invitations in browsers of their own, and one is handed her clients', async () => {
  const { admin, worker, served, today } = stage;
  for (const person of [ana, bo]) {
    const link = await invite(admin.page, served, person);
    await accept(person === ana ? worker : await stage.walker(), served.origin, link);
    await putOnTeam(admin.page, served.origin, person.name);
    await trained(admin.page, served.origin, person.name);
  }
  const all = await clientsWithoutConference(admin.page, served.origin);
  stage.clients = all.slice(0, 6);
  stage.backlog = all.slice(6, 7);
  const { clients, backlog } = stage;
  for (const client of [...clients, ...backlog])
    await handOver(admin.page, stage.chart(client), ana.name);
  const on = today.subtract({ days: 178 }).toString();
  await recordHeldElsewhere(admin.page, served.origin, { clients, on });

  await worker.page.goto(`${served.origin}/clients`);
  await take(worker.page, 'Mine');
  for (const { name } of [...clients, ...backlog])
    await worker.page.getByRole('row', { name: new RegExp(name) }).waitFor();
  expect(backlog).toHaveLength(1);
});

test('Today tells who is due and why; what was due before the program began stands apart (REQ-142, REQ-027)', async () => {
  const { page } = stage.worker;
  await page.goto(stage.served.origin);
  const grid = page.getByRole('grid', { name: /Clients due/ });
  await grid.getByRole('link').first().waitFor();
  const inOrder = await wordsOf(grid);
  // From here on they come in the order in which Today lists them.
  stage.clients.sort((one, other) => inOrder.indexOf(one.name) - inOrder.indexOf(other.name));
  for (const { name } of stage.clients) {
    const row = grid.getByRole('row', { name: new RegExp(name) });
    await expect.poll(() => row.innerText()).toContain('180 days');
    await expect.poll(() => row.innerText()).toContain('In 2 days');
  }
  for (const { name } of stage.backlog) expect(await grid.getByText(name).count()).toBe(0);
  await page.getByRole('heading', { name: /Due before this program began here 1/ }).waitFor();
});

test('an outside provider is put in the directory and on each care team, with the client’s consent', async () => {
  const { page } = stage.worker;
  await addProvider(page, stage.served.origin, lee);
  for (const client of three()) {
    await addToCareTeam(page, stage.chart(client), lee.name);
    await recordConsent(page, stage.chart(client), lee.name);
  }

  await expect.poll(() => page.getByText(lee.name).count()).toBeGreaterThan(0);
});

test('three clients selected on Today become one plan, each with a stated reason (REQ-051, REQ-052)', async () => {
  const { page } = stage.worker;
  await page.goto(stage.served.origin);
  for (const { name } of three()) await select(page, name);
  await page.getByRole('link', { name: 'One conference for 3 clients' }).first().click();
  await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
  await expect.poll(() => page.getByText('3 reasons to give').count()).toBe(1);
  const consent = page.getByRole('row', { name: new RegExp(lee.name) });
  await expect.poll(() => consent.innerText()).toMatch(/Until \d+ \w{3} \d{4}/);
  await giveReasons(page, three());
  await askPeople(page, { colleague: bo.name });
  await setTime(page, { on: stage.today.toString(), time: '1100AM' });

  const tasks = page.getByRole('list').first();
  for (const { name } of three())
    await expect
      .poll(() => tasks.innerText())
      .toContain(`${name}: how things stand, needs and goals.`);
});

test('a facilitator, a timekeeper and a notetaker are named before it can begin (REQ-059, REQ-060, REQ-061)', async () => {
  const { page } = stage.worker;
  await expect.poll(() => page.getByText('A role is still open.').count()).toBe(1);
  await giveRoles(page, { lead: ana.name, timekeeper: bo.name });

  await page.getByText('A role is still open.').waitFor({ state: 'detached' });
  await page
    .getByText(`${ana.name} facilitates, ${bo.name} keeps time, ${ana.name} takes notes.`)
    .waitFor();
});

test('each person is asked for the clients that concern them, and their agenda shows no other (REQ-054, REQ-056)', async () => {
  const { page } = stage.worker;
  const [first, ...others] = three();
  await page.getByRole('button', { name: first?.name ?? '', exact: true }).click();
  const preview = page.getByRole('region', { name: `Preview for ${first?.name}` });
  await preview.getByRole('radio', { name: 'Agenda' }).click();
  await preview.getByRole('listitem').first().waitFor();
  await expect.poll(() => preview.innerText()).toContain('11:00\u00a0am');
  const agenda = await preview.innerText();
  for (const { name } of others) expect(agenda).not.toContain(name);

  const asked = page.getByRole('table', { name: /^Choose a name/ });
  const row = asked.getByRole('row', { name: new RegExp(lee.name) });
  for (const { name } of three()) await expect.poll(() => row.innerText()).toContain(name);
  await send(page);
});

test('answers are kept with each invitation (REQ-055)', async () => {
  const { page } = stage.worker;
  const told = page.waitForResponse(/\/replies$/);
  await choose(page, `Answer of ${lee.name}`, 'Comes');
  expect((await told).status()).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^Comes.*Answer of ${lee.name}`) }).waitFor();
  await expect
    .poll(() => page.getByRole('button', { name: /^No answer yet/ }).count())
    .toBeGreaterThan(0);
});

test('the invitations lie in the outbox, and none names a client', async () => {
  await stage.served.house.runJobs();
  const all = await readMails(stage.admin.page, stage.served.origin);
  const mails = all.filter((mail) => !firstLine(mail).startsWith('Your code'));

  expect(mails.map(firstLine).toSorted()).toEqual(
    [ana, bo, lee].map(({ name }) => `Meeting invitation to ${name}`).toSorted(),
  );
  for (const mail of mails) {
    expect(mail).toContain('BEGIN:VCALENDAR');
    expect(namesIn(mail, stage)).toEqual([]);
  }
});

testsInTheRoom(() => stage);
testsAfterClosing(() => stage);
testsOfOtherWays(() => stage);

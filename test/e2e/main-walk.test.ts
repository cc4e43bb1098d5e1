import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { choose, select, take, wordsOf } from './hands.ts';
import { testsAfterClosing } from './walk-after.ts';
import {
  agree,
  askPeople,
  closeIt,
  endIt,
  giveReasons,
  giveRoles,
  lineOf,
  readMails,
  send,
  setTime,
  sumUp,
  writeDown,
} from './walk-conference.ts';
import { caseloadExport } from './walk-export.ts';
import { testsOfOtherWays } from './walk-other-ways.ts';
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
  lee,
  noAction,
  openStage,
  program,
  robin,
  type Stage,
  talkOf,
  words,
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

const firstLine = (mail: string) => mail.split('\n')[0] ?? '';
const three = () => stage.clients.slice(0, 3);

/** No mail tells whom a meeting is about, nor a word of what was said. */
function expectNobodyNamed(mail: string) {
  const names = stage.clients.flatMap(({ name }) => name.split(' '));
  expect([...names, ...words].filter((word) => mail.includes(word))).toEqual([]);
}

test('an agency is founded, chooses its rules, and takes its caseload over from an export', async () => {
  const { admin, served } = stage;
  await foundAgency(admin, served, { name: 'Riverbend Care', admin: robin, program });
  const preview = await importClients(
    { page: admin.page, origin: served.origin },
    caseloadExport(),
    program,
  );

  expect(preview).toContain('Clients');
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
    expect(await row.innerText()).toContain('180 days');
    expect(await row.innerText()).toContain('In 2 days');
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

  expect(await page.getByText(lee.name).count()).toBeGreaterThan(0);
});

test('three clients selected on Today become one plan, each with a stated reason (REQ-051, REQ-052)', async () => {
  const { page } = stage.worker;
  await page.goto(stage.served.origin);
  for (const { name } of three()) await select(page, name);
  await page.getByRole('link', { name: 'One conference for 3 clients' }).first().click();
  await page.getByRole('heading', { name: 'Plan a conference' }).waitFor();
  expect(await page.getByText('3 reasons to give').count()).toBe(1);
  await giveReasons(page, three());
  await askPeople(page, { colleague: bo.name });
  await setTime(page, { on: stage.today.toString(), time: '1100AM' });

  const tasks = await page.getByRole('list').first().innerText();
  for (const { name } of three())
    expect(tasks).toContain(`${name}: how things stand, needs and goals.`);
});

test('a facilitator, a timekeeper and a notetaker are named before it can begin (REQ-059, REQ-060, REQ-061)', async () => {
  const { page } = stage.worker;
  expect(await page.getByText('A role is still open.').count()).toBe(1);
  await giveRoles(page, { lead: ana.name, timekeeper: bo.name });

  expect(await page.getByText('A role is still open.').count()).toBe(0);
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
  const agenda = await preview.innerText();
  expect(agenda).toContain('11:00 am');
  for (const { name } of others) expect(agenda).not.toContain(name);

  const asked = page.getByRole('table', { name: /^Choose a name/ });
  const row = asked.getByRole('row', { name: new RegExp(lee.name) });
  for (const { name } of three()) expect(await row.innerText()).toContain(name);
  await send(page);
});

test('answers are kept with each invitation (REQ-055)', async () => {
  const { page } = stage.worker;
  await choose(page, `Answer of ${lee.name}`, 'Comes');
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^Comes.*Answer of ${lee.name}`) }).waitFor();
  expect(await page.getByRole('button', { name: /^No answer yet/ }).count()).toBeGreaterThan(0);
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
    expectNobodyNamed(mail);
  }
});

test('exactly one client is under discussion, and the minutes planned and used stand beside (REQ-058, REQ-067)', async () => {
  const { page } = stage.worker;
  await page.getByRole('button', { name: 'Start the conference' }).first().click();
  const [first, second] = [talkOf(stage, 0), talkOf(stage, 1)];
  await writeDown(page, first, lee.name);
  const now = page.getByRole('row').filter({ hasText: /^\D+\d+\d+$/ });
  expect(
    await page.locator('[aria-current=step]').filter({ hasText: first.client.name }).count(),
  ).toBe(1);
  expect(await page.locator('tr[aria-current=step]').count()).toBe(1);
  await sumUp(page, first);
  await agree(page, first);
  await stage.later(12);
  await writeDown(page, second, lee.name);
  expect(await page.locator('tr[aria-current=step]').innerText()).toContain(second.client.name);
  expect(await now.filter({ hasText: first.client.name }).innerText()).toMatch(/15\s+1[0-4]/);
});

test('what anybody says stands with its speaker and its minute (REQ-062, REQ-063, REQ-064)', async () => {
  const { page } = stage.worker;
  const word = words[1] ?? '';
  const lineWith = (text: string) => wordsOf(page.getByRole('listitem').filter({ hasText: text }));

  expect(await lineWith(lineOf('strength', word))).toMatch(/You 10:1\d am/);
  for (const kind of ['barrier', 'solution'] as const)
    expect(await lineWith(lineOf(kind, word))).toContain(`${lee.name} 10:1`);
});

test('a line stays one line, and is written while people talk (REQ-066, REQ-123)', async () => {
  const { page } = stage.worker;
  const box = page.getByRole('textbox', { name: 'Add a need' });
  await box.fill('A long account. '.repeat(20));
  await box.press('Enter');
  await page.getByText('Keep it to 280 characters: facts, no stories.').waitFor();
  await box.fill('');

  expect(await page.getByText(/^Saved 10:1\d am$/).count()).toBe(1);
});

test('the group confirms the summary, and each action has one owner, a date and a follow-up (REQ-069, REQ-073, REQ-076)', async () => {
  const { page } = stage.worker;
  const [second, third] = [talkOf(stage, 1), talkOf(stage, 2)];
  await sumUp(page, second);
  await page.getByText(new RegExp(`^Confirmed aloud, recorded by ${ana.name} at 10:1`)).waitFor();
  await agree(page, second);
  const row = page.getByRole('row', { name: new RegExp(`Book the ${second.word} visit`) });
  expect(await wordsOf(row)).toContain(lee.name);
  expect(await wordsOf(row)).toContain(`By telephone, ${ana.name}`);
  await stage.later(12);
  await writeDown(page, third, lee.name);
  await sumUp(page, third);
  await stage.later(12);
  await endIt(page);
});

test('it cannot be closed while a need has neither action nor reason (REQ-071, REQ-117)', async () => {
  const { page } = stage.worker;
  const third = three()[2]?.name ?? '';
  await page.getByRole('button', { name: 'Close and send now' }).click();
  const missing = page.getByRole('alert').filter({ hasText: 'Not sent yet' });
  await missing.getByRole('link').first().click();
  expect(await missing.innerText()).toContain(third);
  const actions = page.getByRole('region', { name: `Actions for ${third}` });
  await actions.getByRole('button', { name: 'No action, because…' }).click();
  await actions.getByRole('textbox', { name: 'Why no action is agreed' }).fill(noAction);
  await actions.getByRole('button', { name: 'Save the reason' }).click();
  await actions.getByText(noAction).waitFor();
  await missing.waitFor({ state: 'detached' });
});

test('closing sends each person who took part a neutral notice, at once and to nobody else (REQ-074, REQ-078)', async () => {
  await closeIt(stage.worker.page, stage.served.house.runJobs);
  const mails = await readMails(stage.admin.page, stage.served.origin);
  const notices = mails.filter((mail) => mail.startsWith('A document is ready for you'));

  expect(notices.map(firstLine).toSorted()).toEqual(
    [ana, bo, lee].map(({ name }) => `A document is ready for you to ${name}`).toSorted(),
  );
  for (const mail of notices) expectNobodyNamed(mail);
});

testsAfterClosing(() => stage);
testsOfOtherWays(() => stage);

import { expect, test } from 'vitest';
import { type Form, formOf, lineOf } from './walk-conference.ts';
import { foundAgency } from './walk-setup.ts';
import { ana, bo, lee, noAction, type Stage, talkOf, talksOf, words } from './walk-stage.ts';

/** What stands afterwards: in the forms, in the records, on Today, and for an agency next door. */
export function testsAfterClosing(stageNow: () => Stage) {
  const forms: Form[] = [];

  test('the form of each client holds who was there, from when to when, and what was said (REQ-108, REQ-109, REQ-111)', async () => {
    const { worker } = stageNow();
    for (const talk of talksOf(stageNow())) {
      const form = await formOf(worker.page, talk.client);
      forms.push(form);
      expect(form.status).toBe(200);
      for (const { name } of [ana, bo, lee]) expect(form.text).toContain(name);
      for (const about of [lee.title, lee.organization, 'Case manager', 'Riverbend Care'])
        expect(form.text).toContain(about);
      expect(form.text).toContain(lineOf('strength', talk.word));
      expect(form.text).toContain(lineOf('barrier', talk.word));
    }
    expect(forms[0]?.text).toContain('10:12 am');
    expect(forms[1]?.text).toContain('10:24 am');
  });

  test('it holds how the client is doing, what they need, and what answers each need (REQ-115, REQ-116, REQ-112)', async () => {
    for (const [at, { word, owner }] of talksOf(stageNow()).entries()) {
      const text = forms[at]?.text ?? '';
      expect(text).toContain(`The ${word} visit moves to the evening.`);
      expect(text).toContain(lineOf('need', word));
      expect(text).toContain(at === 2 ? noAction : `Book the ${word} visit`);
      expect(text).toContain(owner);
    }
  });

  test('it holds the next steps with their dates and who asks after them (REQ-072, REQ-110, REQ-119)', async () => {
    const due = stageNow().today.add({ weeks: 2 });
    for (const at of [0, 1]) {
      const text = forms[at]?.text ?? '';
      expect(text).toContain(inForm(due));
      expect(text).toContain(inForm(due.add({ weeks: 1 })));
      expect(text).toContain('By telephone');
    }
  });

  test('a form tells of its own client and of nobody else', async () => {
    const talks = talksOf(stageNow());
    for (const [at, { client }] of talks.entries()) {
      const text = forms[at]?.text ?? '';
      expect(text).toContain(client.name);
      const others = talks.filter((talk) => talk.client !== client);
      const foreign = others.flatMap((talk) => [talk.word, talk.client.name]);
      expect(foreign.filter((word) => text.includes(word))).toEqual([]);
    }
  });

  test('the conference and its form stand in each client’s record, and in nobody else’s (REQ-023, REQ-120)', async () => {
    const stage = stageNow();
    const { page } = stage.worker;
    for (const { client, word } of talksOf(stage)) {
      await page.goto(stage.chart(client));
      await page.getByRole('link', { name: 'Open the form (PDF)' }).waitFor();
      const record = await page.getByRole('main').innerText();
      expect(record).toContain(`The ${word} visit moves to the evening.`);
      for (const other of words.filter((each) => each !== word))
        expect(record).not.toContain(other);
    }
    for (const client of stage.clients.slice(3, 4)) {
      await page.goto(stage.chart(client));
      await page.getByRole('heading', { level: 1, name: client.name }).waitFor();
      await page.getByRole('main').getByRole('time').first().waitFor();
      expect(await page.getByRole('link', { name: 'Open the form (PDF)' }).count()).toBe(0);
      const record = await page.getByRole('main').innerText();
      expect(words.filter((word) => record.includes(word))).toEqual([]);
    }
    const { rows } = await stage.served.house.owner.query(
      `select distinct client_id from record_entry where kind in ('conference', 'document')`,
    );
    expect(new Set(rows.map(({ client_id }) => client_id))).toEqual(
      new Set(talksOf(stage).map(({ client }) => client.clientId)),
    );
  });

  test('who answers for an action is told so, and others may see who it is (REQ-075, REQ-118)', async () => {
    const stage = stageNow();
    const { page } = stage.worker;
    await page.goto(`${stage.served.origin}/actions`);
    await page
      .getByText(`Book the ${talkOf(stage, 0).word} visit`)
      .first()
      .waitFor();
    const second = talkOf(stage, 1);
    await page.goto(`${stage.chart(second.client)}?tab=actions`);
    await page.getByText(`Book the ${second.word} visit`).waitFor();

    await expect.poll(() => page.getByRole('main').innerText()).toContain(lee.name);
  });

  test('Today has let them go, and shows when they are due next (REQ-142, REQ-077)', async () => {
    const stage = stageNow();
    const { page } = stage.worker;
    await page.goto(`${stage.served.origin}/?when=later`);
    const next = stage.today.add({ days: 180 });
    for (const { client } of talksOf(stage)) {
      const row = page.getByRole('row', { name: new RegExp(client.name) });
      await row.waitFor();
      await expect.poll(() => row.innerText()).toContain(`${next.day} ${months[next.month - 1]}`);
    }
    await page.goto(stage.served.origin);
    await page
      .getByRole('row')
      .filter({ hasText: stage.clients[3]?.name ?? '' })
      .waitFor();
    for (const { client } of talksOf(stage))
      expect(await page.getByRole('row').filter({ hasText: client.name }).count()).toBe(0);
  });

  test('an agency next door sees nothing of all this', async () => {
    const stage = stageNow();
    const { origin } = stage.served;
    const stranger = await stage.walker();
    const admin = { name: 'Hal Stone', email: 'hal@hillside.example' };
    await foundAgency(stranger, stage.served, {
      name: 'Hillside Care',
      admin,
      program: 'Health Home',
    });
    const { page } = stranger;
    await page.goto(`${origin}/clients`);
    await page.getByText('There are no patients here yet.').waitFor();
    await page.getByLabel('Find a patient').fill(stage.clients[0]?.name.split(' ')[0] ?? '');
    await page.getByText('Nobody is found.').waitFor();
    for (const { clientId } of stage.clients.slice(0, 3)) {
      await page.goto(`${origin}/clients/${clientId}`);
      await page.getByText('There is nothing at this address.').waitFor();
    }
    await page.goto(`${origin}/outbox`);
    await page.getByText('No mail here.').waitFor();
    await page.goto(`${origin}/directory`);
    await page.getByText('There are no providers yet.').waitFor();
    for (const { address } of forms)
      expect([403, 404]).toContain((await page.context().request.get(address)).status());
  });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const inForm = (on: Temporal.PlainDate) => `${on.day} ${months[on.month - 1]} ${on.year}`;

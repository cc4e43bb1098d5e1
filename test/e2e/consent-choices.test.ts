import { afterAll, expect, test } from 'vitest';
import { accessProblems } from './browser.ts';
import { openConsents } from './consents-opened.ts';
import { choose, escape, find, tick, typeDate } from './hands.ts';

const { served, page, complaints, address, dialog, shoot, begin, record, close } =
  await openConsents();
afterAll(close);

test('whoever chooses another form finds again what was ticked and the days that were typed (REQ-035)', async () => {
  await begin();
  await tick(dialog(), 'Mental health information');
  await tick(dialog(), 'care coordination');
  await dialog()
    .getByRole('spinbutton', { name: /^year, Last day/ })
    .focus();
  await page.keyboard.type('2099');
  const ticked = () =>
    dialog()
      .getByRole('checkbox', { checked: true })
      .evaluateAll((all) => all.map((each) => each.getAttribute('value')));
  await choose(dialog(), 'Form', 'DOH-2557: medical and HIV');
  await expect.poll(ticked).toEqual(['general', 'care_coordination', 'case_conference']);
  await choose(dialog(), 'Form', 'DOH-5032: HIV, drugs, mental health');

  await expect
    .poll(ticked)
    .toEqual(['general', 'mental_health', 'care_coordination', 'case_conference']);
  await record();
  await page
    .getByText(/for care coordination and case conferences until .* 2099/)
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
});

test('a key pressed by mistake asks before it takes a begun form away (REQ-035)', async () => {
  await page.goto(address);
  const add = page.getByRole('button', { name: 'Add a consent' }).first();
  await add.click();
  await dialog().getByText('General information', { exact: true }).waitFor();
  await escape(dialog());
  await dialog().waitFor({ state: 'detached' });

  await begin();
  const words = dialog().getByLabel('What may be told');
  await words.fill('Only what helps me keep my flat');
  await page.keyboard.press('Escape');
  const asked = page.getByRole('alertdialog');
  await asked.getByText('What was entered here is not kept.').waitFor();
  await shoot('consent-leaving');
  expect(await accessProblems(page)).toEqual([]);
  await escape(asked);
  await asked.waitFor({ state: 'detached' });
  await expect.poll(() => words.inputValue()).toBe('Only what helps me keep my flat');

  await page.mouse.click(5, 5);
  await asked.getByRole('button', { name: 'Leave without saving' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('Only what helps me').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('what is wrong with two days is said of each by its name (REQ-035)', async () => {
  await begin();
  await typeDate(dialog(), 'from', '2999-01-01');
  await typeDate(dialog(), 'Last day', '2999-01-01');
  await dialog().getByRole('button', { name: 'Record the consent' }).click();

  for (const name of ['from', 'Last day'])
    await dialog()
      .getByRole('link', { name: new RegExp(`^${name}: Check the year`) })
      .waitFor();
  await shoot('two-days-wrong');
  expect(await accessProblems(page)).toEqual([]);
});

test('a form that allows it names one kind of provider of an organization (REQ-035)', async () => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Add a consent' }).first().click();
  await choose(dialog(), 'Form', 'HIPAA authorization');
  await tick(dialog(), 'General information');
  await dialog().getByText('One kind of provider of an organization').click();
  await choose(dialog(), 'Which kind', 'Housing workers');
  await find(dialog(), 'Organization', 'Riverside Clinic');
  await shoot('role-class');
  expect(await accessProblems(page)).toEqual([]);
  await record();

  await page.getByText('housing workers of Riverside Clinic').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a paper under which others alone may tell us says so (REQ-035)', async () => {
  await begin();
  await choose(dialog(), 'Form', 'HIPAA authorization');
  await tick(dialog(), 'Others may tell');
  await find(dialog(), 'Organization that may tell', 'Riverside Clinic');
  await tick(dialog(), 'They may tell us');
  await tick(dialog(), 'Only they may tell, and not we');
  await dialog()
    .getByText(/agrees that they may share/)
    .waitFor();
  await shoot('others-alone-tell');
  expect(await accessProblems(page)).toEqual([]);
  await record();

  await page
    .getByText(/agrees that Riverside Clinic may share general information with Dr Hana Lee/)
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
});

test('what was only said aloud is not called signed, and a refusal is marked and not counted as holding (REQ-035)', async () => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Add a consent' }).first().click();
  await choose(dialog(), 'Form', 'Said aloud, paper to follow');
  await tick(dialog(), 'General information');
  await find(dialog(), 'Name', 'Dr Hana Lee');
  const ofPaper = dialog().getByText(/^(How it was signed|Signed by|Language of the form)$/);
  await expect.poll(() => ofPaper.count()).toBe(0);
  await record();
  await page.getByText(/^ ?Said .* Said aloud, paper to follow\.$/).waitFor();

  const held = await page.getByText(/in force/).innerText();
  await begin();
  await expect.poll(() => ofPaper.count()).toBe(3);
  await tick(dialog(), 'The client was asked and said no');
  await expect.poll(() => ofPaper.count()).toBe(0);
  await dialog().getByRole('button', { name: 'Record the refusal' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText('Refused.').waitFor();
  await page.getByText(`${held}, 1 refused`).waitFor();
  await shoot('refusal-marked');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a copy that is handed over later is noted in the details, by keyboard, and a day that cannot be is named (REQ-035)', async () => {
  await begin();
  await record();
  await page
    .getByRole('button', { name: /^Details, / })
    .first()
    .press('Enter');
  const save = dialog().getByRole('button', { name: 'Record the copy' });
  await save.press('Enter');
  await dialog()
    .getByRole('link', { name: 'Enter the day on which the copy was given.' })
    .waitFor();
  const { rows } = await served.house.owner.query(
    `select to_char(max(signed_on), 'YYYY-MM-DD') as day from consent`,
  );
  await typeDate(dialog(), 'A copy was given on', '2001-02-03');
  await save.press('Enter');
  await dialog()
    .getByRole('link', { name: /given once it is signed/ })
    .waitFor();
  await shoot('copy-given');
  expect(await accessProblems(page)).toEqual([]);
  const [year = '', month = '', day = ''] = String(rows[0]?.day).split('-');
  for (const [part, value] of Object.entries({ month, day, year })) {
    await dialog()
      .getByRole('spinbutton', { name: new RegExp(`^${part}, A copy`) })
      .focus();
    await page.keyboard.type(value);
  }
  await save.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /^Details, / })
    .first()
    .press('Enter');
  await dialog().getByText('Language of the form').waitFor();
  await dialog().getByText('Not noted').first().waitFor({ state: 'detached' });
  await save.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('on a phone what went wrong below a long form is brought into sight, and what was typed is kept (REQ-035)', async () => {
  await page.setViewportSize({ width: 390, height: 700 });
  await begin();
  await dialog().getByLabel('What may be told').fill('Visits.');
  const isPost = (method: string) => method === 'POST';
  await page.route('**/api/clients/*/consents', (route) =>
    isPost(route.request().method()) ? route.abort() : route.continue(),
  );
  const save = dialog().getByRole('button', { name: 'Record the consent' });
  await save.evaluate((button) => button.scrollIntoView({ block: 'end' }));
  await save.press('Enter');
  const trouble = dialog().getByRole('alert').last();
  await trouble.waitFor();

  await expect
    .poll(async () => {
      const box = await trouble.boundingBox();
      return box !== null && box.y + box.height <= 700;
    })
    .toBe(true);
  await expect.poll(() => dialog().getByLabel('What may be told').inputValue()).toBe('Visits.');
  await page.unroute('**/api/clients/*/consents');
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(complaints).toEqual([]);
});

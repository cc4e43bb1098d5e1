import { afterAll, expect, test } from 'vitest';
import { attestation } from '#domain/consent/consent-forms.ts';
import { scanSaying } from '#test/send-scan.ts';
import { accessProblems } from './browser.ts';
import { openConsents } from './consents-opened.ts';
import { choose, find, hasFocus, tick } from './hands.ts';

const { served, page, complaints, address, dialog, shoot, begin, record, close } =
  await openConsents();
afterAll(close);

test('a client signs on the screen, and the signature is shown again (REQ-035)', async () => {
  await begin();
  await choose(dialog(), 'How it was signed', 'Drawn on the screen');
  const pad = dialog().getByRole('img', { name: 'Signature: nothing is drawn yet' });
  await dialog().getByText('choose that the client types their name').waitFor();
  await dialog().getByRole('button', { name: 'Record the consent' }).click();
  await dialog()
    .getByRole('link', { name: 'Nothing was drawn. Let the client sign in the box.' })
    .waitFor();
  // What is wrong takes the focus, and the page moves to it first.
  await hasFocus(dialog().getByRole('alert').first());
  await pad.hover();
  const box = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + 40, box.y + 80);
  await page.mouse.down();
  for (const [x, y] of [
    [80, 30],
    [120, 90],
    [170, 40],
    [220, 85],
    [300, 60],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  await page.mouse.up();
  await dialog().getByRole('img', { name: 'Signature: drawn' }).waitFor();
  await shoot('signature-drawn');
  expect(await accessProblems(page)).toEqual([]);
  await record();

  await page.getByRole('button', { name: /^Signature, / }).click();
  const signature = dialog().getByRole('img', { name: 'The signature of this consent' });
  await expect
    .poll(() => signature.evaluate((image) => 'naturalWidth' in image && image.naturalWidth))
    .toBe(1_200);
  await shoot('signature-shown');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('without a pen the client types their name, which somebody attests, by keyboard alone (REQ-035)', async () => {
  await begin();
  await choose(dialog(), 'How it was signed', 'Typed in by the client');
  await dialog().getByLabel('The name as the client typed it').fill('Alma Rivera');
  await dialog().getByRole('button', { name: 'Record the consent' }).press('Enter');
  const unattested = dialog().getByText('Say that the client typed the name as their signature.');
  await unattested.first().waitFor();
  // Above the form and beside the box.
  await expect.poll(() => unattested.count()).toBe(2);
  await tick(dialog(), attestation('client'));
  await record();

  await page
    .getByRole('button', { name: /^Signature, / })
    .last()
    .press('Enter');
  await dialog().getByText(attestation('client')).waitFor();
  expect(complaints).toEqual([]);
});

test('a scan that is too large or something else is refused in words, and nothing that was typed is lost (REQ-035)', async () => {
  await begin();
  await choose(dialog(), 'How it was signed', 'On paper, scanned here');
  await dialog().getByLabel('Witness').fill('Bea Young');
  const give = (name: string, buffer: Buffer) =>
    dialog()
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await give('large.pdf', Buffer.alloc(21 * 1024 * 1024, scanSaying('application/pdf', '')));
  await dialog()
    .getByText(/larger than 20 MB/)
    .waitFor();
  await shoot('scan-too-large');
  await give('page.pdf', Buffer.from('<html></html>'));
  await dialog()
    .getByText(/not a PDF, JPEG or PNG/)
    .waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await give('form.pdf', scanSaying('application/pdf', '1.7 the signed form'));
  await dialog().getByText('The scan is ready, 1 kB.').waitFor();
  await expect.poll(() => dialog().getByLabel('Witness').inputValue()).toBe('Bea Young');
  await record();

  await page.getByRole('button', { name: /^Scan \(PDF, 1 kB\), / }).click();
  const coming = page.waitForEvent('download');
  await shoot('scan-shown');
  await dialog().getByRole('link', { name: 'Open the PDF' }).click();
  expect((await coming).suggestedFilename()).toMatch(/^scan-[\d-]+-\w{6}\.pdf$/);
  await shoot('consents-with-papers');
  expect(complaints).toEqual([]);
});

test('words that read like a restricted class are asked about while they are typed, kept so by one click, and sent nowhere before (REQ-036)', async () => {
  await page.goto(address.replace('consents', 'timeline'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  const panel = page.getByRole('complementary', { name: 'Log a contact' });
  await page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await page.keyboard.press('a');
  await panel
    .getByLabel('What was said and done')
    .fill('The refill of Biktarvy is at the pharmacy.');
  await panel.getByText('“Biktarvy” reads like HIV-related information.').waitFor();
  await shoot('class-suggestion');
  expect(await accessProblems(page)).toEqual([]);
  expect(asked.filter((each) => each.includes('Biktarvy'))).toEqual([]);
  await panel.getByRole('button', { name: 'Keep it so' }).press('Enter');
  await panel.getByRole('button', { name: /HIV information Who may read it/ }).waitFor();
  await panel.getByText('reads like').first().waitFor({ state: 'detached' });
  await find(panel, 'With', 'Dr Hana Lee');
  await panel.getByRole('button', { name: /For/ }).click();
  await page.getByRole('option', { name: 'Arranging access' }).click();
  await panel.getByRole('button', { name: 'Save the contact' }).click();
  await page.getByText('The contact is recorded.').first().waitFor({ state: 'attached' });
  const { rows } = await served.house.owner.query(
    'select class, happened_at from coordination_contact',
  );
  // Nobody said at which hour, so none is made up (EP-12).
  expect(rows).toEqual([{ class: 'hiv', happened_at: null }]);
  expect(complaints).toEqual([]);
});

import { afterAll, expect, test } from 'vitest';
import { consentForms } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { accessProblems } from './browser.ts';
import { openConsents } from './consents-opened.ts';
import { choose, tick } from './hands.ts';
import { phone, touchFaults, widthFaults } from './page-visits.ts';
import { pictureEachWay } from './picture.ts';

const { page, complaints, address, dialog, close } = await openConsents();
afterAll(close);

/** A form for each, empty and with all that is wrong with it said, and with every further part of it open. */
test('each form of consent is read and filled in on a phone, with what is wrong about it (REQ-035)', async () => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Add a consent' }).first().click();
  await tick(dialog(), 'Others may tell');
  await tick(dialog(), 'The client names somebody who is never to be told');
  for (const form of consentForms) {
    const { title } = formRules[form];
    await choose(dialog(), 'Form', title);
    await dialog().getByRole('button', { name: 'Record the consent' }).click();
    await dialog().getByRole('heading', { name: 'There is a problem' }).waitFor();
    await pictureEachWay(page, `consent-form-${form}`);
    await page.setViewportSize(phone);
    const faults = [...(await accessProblems(page)), ...(await touchFaults(page))];
    faults.push(...(await widthFaults(page, [320, 390, 1440])));
    expect([title, ...faults]).toEqual([title]);
  }
  expect(complaints).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { classWords } from '#contract/consents.ts';
import { type ConsentFormChoice, consentForms } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { openConsents } from './consents-opened.ts';
import { choose, find, take, tick } from './hands.ts';

const { page, complaints, address, dialog, record, close } = await openConsents();
afterAll(close);
beforeAll(() => page.goto(address));

/** By its radio button, where the form offers several ways, and by name, where somebody is named. */
type Named = { way?: string; label?: string; who?: string };
const lee: Named = { who: 'Dr Hana Lee' };
const clinic = 'Riverside Clinic';
const day = String.raw`until \w{3} \d{1,2} \w{3} \d{4}`;
const health = 'substance use information and mental health information';
const minors = 'information on reproductive care of a minor and genetic information';

/** Whom each names, and how it then reads, written by hand: every kind that the form may hold is ticked. */
const papers: Record<ConsentFormChoice, [Named, string]> = {
  'DOH-2557': [
    lee,
    `general information and HIV-related information with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'DOH-5032': [
    lee,
    `general information, HIV-related information, ${health} with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'DOH-5055': [
    { label: 'with', who: clinic },
    `general information, HIV-related information, ${health} with ${clinic} for case conferences until it is taken back`,
  ],
  'part-2-tpo': [
    { way: 'All treating providers' },
    `general information and substance use information with all treating providers for case conferences ${day}`,
  ],
  'part-2-specific': [
    lee,
    `general information and substance use information with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'hipaa-authorization': [
    lee,
    `general information, mental health information, ${minors} with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'victim-service-release': [
    lee,
    `general information and domestic violence information with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'agency-release': [
    { way: 'An organization', who: clinic },
    `general information, mental health information, domestic violence information, ${minors} with ${clinic} for case conferences ${day}`,
  ],
  'psychotherapy-notes': [
    lee,
    `psychotherapy notes with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'sud-counseling-notes': [
    lee,
    `substance use counseling notes with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
  'verbal-recorded': [
    lee,
    `general information with Dr Hana Lee, ${clinic} for case conferences ${day}`,
  ],
};

test.each(consentForms)(
  '%s is recorded on the page, with every kind that it may hold and no other, and stands there as a sentence (REQ-035, REQ-036)',
  async (form) => {
    const { title, classes } = formRules[form];
    const [{ way, label = 'Name', who }, sentence] = papers[form];
    await page.getByRole('button', { name: 'Add a consent' }).first().click();
    await choose(dialog(), 'Form', title);
    for (const each of classes) await tick(dialog(), classWords[each]);
    const kinds = dialog().getByRole('group', { name: /agrees that we may share/ });
    expect(await kinds.getByRole('checkbox').count()).toBe(classes.length);
    if (way !== undefined) await take(dialog(), new RegExp(`^${way}`));
    if (who !== undefined) await find(dialog(), label, who);
    await record();

    await page
      .getByRole('list', { name: 'Consents in force' })
      .getByRole('listitem')
      .filter({ hasText: `${title}.` })
      .filter({ hasText: new RegExp(`Alma Rivera agrees that we may share ${sentence}\\.`) })
      .waitFor();
    expect(complaints).toEqual([]);
  },
);

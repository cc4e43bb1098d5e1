import { expect, test } from 'vitest';
import { classWords } from '#contract/consents.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { consentForms, type ConsentFormChoice } from './consent.ts';
import { signers } from './consent-forms.ts';
import { flawsOfConsent, type ConsentDraft } from './flaws-of-consent.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

const flaws = (form: ConsentFormChoice, change: Partial<ConsentDraft>) =>
  flawsOfConsent(
    {
      form,
      isRefusal: false,
      isMutual: false,
      recipientKinds: ['organization'],
      hasTeller: true,
      classes: ['general'],
      purposes: ['case_conference'],
      validFrom: date('2026-05-01'),
      validUntil: form === 'DOH-5055' ? null : date('2026-05-31'),
      endsWith: null,
      signedOn: date('2026-05-01'),
      signature: form === 'verbal-recorded' ? 'verbal' : 'paper',
      signed: '',
      isAttested: false,
      hasScan: false,
      copyGivenOn: null,
      signer: 'client',
      signerName: 'Alma Rivera',
      classWords,
      clientWord: 'client',
      ...change,
    },
    date('2026-05-04'),
  );

test('what a minor may decide alone is released by nobody who stands for them (REQ-035, EP-18)', () => {
  const classes = ['general', 'reproductive_minor'] as const;
  const by = (form: ConsentFormChoice) =>
    signers.filter((signer) => flaws(form, { classes, signer }).length > 0);

  expect(by('hipaa-authorization')).toEqual(['guardian', 'health-care-agent', 'parent']);
  expect(by('agency-release')).toEqual(['guardian', 'health-care-agent', 'parent']);
  expect(flaws('agency-release', { classes, signer: 'parent' })).toEqual([
    { path: 'signer', message: expect.stringMatching(/^Only the client can agree/) },
  ]);
  // Anybody who stands for them may say no.
  expect(flaws('agency-release', { classes, signer: 'parent', isRefusal: true })).toEqual([]);
});

test.each([
  ['psychotherapy-notes', 'psychotherapy_notes'],
  ['sud-counseling-notes', 'sud_counseling_notes'],
] as const)(
  'on %s stand those notes and nothing else, and on no other paper do they stand (REQ-035)',
  (form, notes) => {
    expect(flaws(form, { classes: [notes] })).toEqual([]);
    for (const other of sensitivityClasses.filter((each) => each !== notes))
      expect(flaws(form, { classes: [notes, other] })).toMatchObject([{ path: 'classes' }]);
    for (const other of consentForms.filter((each) => each !== form))
      expect(flaws(other, { classes: [notes] })).toMatchObject([{ path: 'classes' }]);
  },
);

test('a paper under which nobody may tell anything is none (REQ-035)', () => {
  expect(flaws('hipaa-authorization', { hasTeller: false })).toEqual([
    { path: 'disclosers', message: expect.stringMatching(/Name who may tell/) },
  ]);
  expect(flaws('hipaa-authorization', { hasTeller: true })).toEqual([]);
});

test('a paper about treatment and care is none about benefits (REQ-035)', () => {
  const purposes = ['case_conference', 'benefits'] as const;
  const ofCareAlone = consentForms.filter((form) =>
    flaws(form, { purposes }).some(({ path }) => path === 'purposes'),
  );

  expect(ofCareAlone).toEqual(['DOH-5055', 'part-2-tpo']);
  expect(flaws('part-2-tpo', { purposes: ['benefits'] })).toMatchObject([
    { path: 'purposes', message: expect.stringMatching(/on its own form/) },
  ]);
});

import { describe, expect, test } from 'vitest';
import { sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { consentForms, type ConsentFormChoice, type EndEvent } from './consent.ts';
import { signatures, signers, type Signature } from './consent-forms.ts';
import { flawsOfConsent, type ConsentDraft } from './flaws-of-consent.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const today = date('2026-05-04');
const lastDay = date('2026-05-31');

type End = 'date' | 'event' | 'none';
type Recipient = ConsentDraft['recipientKinds'][number];

/** Said by the laws, not read from the rules: what each form may release, how it ends, whom it may name, how it is signed. */
const laws: readonly {
  form: ConsentFormChoice;
  law: string;
  covers: readonly SensitivityClass[];
  ends: readonly End[];
  names: readonly Recipient[];
  mutual: boolean;
  signed: readonly Signature[];
}[] = [
  {
    form: 'DOH-2557',
    law: 'PHL 2780(9): medical and HIV, to whom, what for and for what time; parties may exchange',
    covers: ['general', 'hiv'],
    ends: ['date', 'event'],
    names: ['person', 'organization'],
    mutual: true,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'DOH-5032',
    law: 'adds alcohol, drugs and mental health to DOH-2557',
    covers: ['general', 'hiv', 'sud', 'mental_health'],
    ends: ['date', 'event'],
    names: ['person', 'organization'],
    mutual: true,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'DOH-5055',
    law: 'the form of the Department, not altered: it holds until it is withdrawn, its original is kept',
    covers: ['general', 'hiv', 'sud', 'mental_health'],
    ends: ['none'],
    names: ['person', 'organization'],
    mutual: true,
    signed: ['paper', 'scan'],
  },
  {
    form: 'part-2-tpo',
    law: '42 CFR 2.31: a class of recipients and no end are permitted; substance use alone',
    covers: ['general', 'sud'],
    ends: ['date', 'event', 'none'],
    names: ['person', 'organization', 'role-class', 'treating-providers'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'part-2-specific',
    law: '42 CFR 2.31(a)(4), (a)(7): recipients by name, and an end',
    covers: ['general', 'sud'],
    ends: ['date', 'event'],
    names: ['person', 'organization'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'hipaa-authorization',
    law: '45 CFR 164.508: it is no HIV release (PHL 2780), no Part 2 consent, no victim-service release',
    covers: ['general', 'mental_health', 'reproductive_minor', 'genetic'],
    ends: ['date', 'event'],
    names: ['person', 'organization', 'role-class', 'treating-providers'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'victim-service-release',
    law: '34 U.S.C. 12291(b)(2): written, limited in time, specific; no team takes its place',
    covers: ['general', 'dv'],
    ends: ['date'],
    names: ['person', 'organization'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'agency-release',
    law: '10 NYCRR 63.5(a): a general release never covers HIV; 42 CFR 2.31 has a form of its own',
    covers: ['general', 'mental_health', 'dv', 'reproductive_minor', 'genetic'],
    ends: ['date', 'event'],
    names: ['person', 'organization', 'role-class'],
    mutual: true,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'psychotherapy-notes',
    law: '45 CFR 164.508(b)(3)(ii): an authorization for psychotherapy notes is combined with no other',
    covers: ['psychotherapy_notes'],
    ends: ['date', 'event'],
    names: ['person', 'organization'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'sud-counseling-notes',
    law: '42 CFR 2.31(b): a consent for counseling notes is combined with no other',
    covers: ['sud_counseling_notes'],
    ends: ['date', 'event'],
    names: ['person', 'organization'],
    mutual: false,
    signed: ['paper', 'scan', 'drawn', 'typed'],
  },
  {
    form: 'verbal-recorded',
    law: 'oral alone is no release of anything restricted; it holds for a short while',
    covers: ['general'],
    ends: ['date'],
    names: ['person', 'organization'],
    mutual: false,
    signed: ['verbal'],
  },
];

const called: Record<SensitivityClass, string> = {
  general: 'General information',
  hiv: 'HIV information',
  sud: 'Substance use information',
  mental_health: 'Mental health information',
  dv: 'Domestic violence information',
  reproductive_minor: 'Reproductive care of a minor',
  genetic: 'Genetic information',
  psychotherapy_notes: 'Psychotherapy notes',
  sud_counseling_notes: 'Substance use counseling notes',
};

/** A paper that its form permits, but for what the test changes. */
function paper(form: ConsentFormChoice, change: Partial<ConsentDraft> = {}): ConsentDraft {
  return {
    form,
    isRefusal: false,
    isMutual: false,
    recipientKinds: ['organization'],
    hasTeller: true,
    classes: [laws.find((each) => each.form === form)?.covers[0] ?? 'general'],
    purposes: ['case_conference'],
    validFrom: date('2026-05-01'),
    validUntil: form === 'DOH-5055' ? null : lastDay,
    endsWith: null,
    signedOn: date('2026-05-01'),
    signature: form === 'verbal-recorded' ? 'verbal' : 'paper',
    signed: 'A signature',
    isAttested: true,
    hasScan: true,
    copyGivenOn: null,
    signer: 'client',
    signerName: 'Alma Rivera',
    classWords: called,
    clientWord: 'client',
    ...change,
  };
}
const flaws = (form: ConsentFormChoice, change: Partial<ConsentDraft> = {}) =>
  flawsOfConsent(paper(form, change), today);

test('each form of the table is held to what its law says (REQ-035)', () => {
  expect(laws.map(({ form }) => form)).toEqual([...consentForms]);
});

describe.each(laws)('$form: $law', ({ form, covers, ends, names, mutual, signed }) => {
  test.each(sensitivityClasses)(
    '%s is released only where this form names it (REQ-035, REQ-036)',
    (one) => {
      const refused = {
        path: 'classes',
        message: expect.stringMatching(
          new RegExp(`does not cover ${called[one]}\\. Use a form that names it\\.$`),
        ),
      };
      const others = covers.filter((each) => each !== one);
      const expected = covers.includes(one) ? [] : [refused];

      expect(flaws(form, { classes: [one] })).toEqual(expected);
      expect(flaws(form, { classes: [...others, one] })).toEqual(expected);
      // What a client says no to needs no form that names it.
      expect(flaws(form, { classes: [one], isRefusal: true })).toEqual([]);
    },
  );

  test.each<[End, Temporal.PlainDate | null, EndEvent | null]>([
    ['date', lastDay, null],
    ['event', null, 'end-of-case'],
    ['none', null, null],
  ])(
    'with %s as its end it is kept or sent back with what is missing (REQ-035)',
    (end, validUntil, endsWith) => {
      const refused = {
        path: 'validUntil',
        message: expect.stringMatching(/Enter the last day|Leave the day empty/),
      };
      expect(flaws(form, { validUntil, endsWith })).toEqual(ends.includes(end) ? [] : [refused]);
    },
  );

  test.each<Recipient>(['person', 'organization', 'role-class', 'treating-providers'])(
    'whoever is named as %s is named by name where the form wants it (REQ-035)',
    (kind) => {
      const refused = { path: 'recipients', message: expect.stringMatching(/Name each of them/) };
      const expected = names.includes(kind) ? [] : [refused];
      expect(flaws(form, { recipientKinds: [kind] })).toEqual(expected);
      expect(flaws(form, { recipientKinds: ['organization', kind] })).toEqual(expected);
    },
  );

  test('its parties tell each other only where it says so (REQ-035)', () => {
    const refused = { path: 'isMutual', message: expect.stringMatching(/Leave the box empty/) };
    expect(flaws(form, { isMutual: true })).toEqual(mutual ? [] : [refused]);
  });

  test.each(signatures)('signed by %s it is kept or refused (REQ-035)', (signature) => {
    const refused = { path: 'signature', message: expect.stringMatching(/another kind/) };
    expect(flaws(form, { signature })).toEqual(signed.includes(signature) ? [] : [refused]);
  });
});

test('what was said aloud holds for thirty days and not one more (REQ-035)', () => {
  const until = (day: string) => flaws('verbal-recorded', { validUntil: date(day) });

  expect(until('2026-05-31')).toEqual([]);
  expect(until('2026-06-01')).toEqual([
    {
      path: 'validUntil',
      message: 'What was said aloud holds for at most 30 days. Enter Sun 31 May 2026 or earlier.',
    },
  ]);
  const begunLater = { validFrom: date('2026-06-01'), validUntil: date('2026-06-20') };
  expect(flaws('verbal-recorded', begunLater).map(({ path }) => path)).toEqual(['validUntil']);
  const others = laws.filter(
    ({ form, ends }) => ends.includes('date') && form !== 'verbal-recorded',
  );
  expect(others.flatMap(({ form }) => flaws(form, { validUntil: date('2027-05-01') }))).toEqual([]);
});

test('a Health Home form is signed by the adult member or who stands for them, other forms by a parent or a minor too (REQ-035)', () => {
  const refused = { path: 'signer', message: expect.stringMatching(/Choose who signed it/) };
  for (const { form } of laws)
    for (const signer of signers)
      expect([form, signer, flaws(form, { signer })]).toEqual([
        form,
        signer,
        form === 'DOH-5055' && ['parent', 'minor'].includes(signer) ? [refused] : [],
      ]);
});

import { afterAll, beforeEach, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, meet, ask, list } = await consentScene(house);
beforeEach(() => meet());
afterAll(() => house.close());

const hiv = 'HIV information';
const sud = 'Substance use information';
const mental = 'Mental health information';
const dv = 'Domestic violence information';
const minor = { reproductive_minor: 'Reproductive care of a minor' };
const genetic = { genetic: 'Genetic information' };
const psychotherapy = { psychotherapy_notes: 'Psychotherapy notes' };
const counseling = { sud_counseling_notes: 'Substance use counseling notes' };
const notes = { ...psychotherapy, ...counseling };
const seldom = { ...minor, ...genetic, ...notes };
const clinic = { kind: 'organization', id: lee.organizationId };
const treating = { kind: 'treating-providers' };

/** What its law lets each form release, and what it does not. */
const forms: readonly [
  form: string,
  covers: string[],
  refuses: Record<string, string>,
  change: object,
][] = [
  ['DOH-2557', ['general', 'hiv'], { sud, mental_health: mental, dv, ...seldom }, {}],
  ['DOH-5032', ['general', 'hiv', 'sud', 'mental_health'], { dv, ...seldom }, {}],
  ['DOH-5055', ['general', 'hiv', 'sud', 'mental_health'], { dv, ...seldom }, { validUntil: '' }],
  [
    'part-2-tpo',
    ['general', 'sud'],
    { hiv, mental_health: mental, dv, ...seldom },
    { validUntil: '', recipients: [treating] },
  ],
  ['part-2-specific', ['general', 'sud'], { hiv, mental_health: mental, dv, ...seldom }, {}],
  [
    'hipaa-authorization',
    ['general', 'mental_health', 'reproductive_minor', 'genetic'],
    { hiv, sud, dv, ...notes },
    {},
  ],
  ['victim-service-release', ['general', 'dv'], { hiv, sud, mental_health: mental, ...seldom }, {}],
  [
    'agency-release',
    ['general', 'mental_health', 'dv', 'reproductive_minor', 'genetic'],
    { hiv, sud, ...notes },
    {},
  ],
  [
    'psychotherapy-notes',
    ['psychotherapy_notes'],
    { general: 'General information', hiv, mental_health: mental, ...counseling },
    {},
  ],
  [
    'sud-counseling-notes',
    ['sud_counseling_notes'],
    { general: 'General information', sud, ...psychotherapy },
    {},
  ],
  [
    'verbal-recorded',
    ['general'],
    { hiv, sud, mental_health: mental, dv, ...seldom },
    { validUntil: '2026-05-31', signature: 'verbal' },
  ],
];

test.each(forms)(
  '%s releases what its law lets it, all the rest is refused by name and with the form that is needed (REQ-035, REQ-036)',
  async (form, covers, refuses, change) => {
    const paper = { form, recipients: [clinic], ...change };
    for (const [one, words] of Object.entries(refuses)) {
      const reply = await ask('ana', { ...paper, classes: [...covers, one] });
      expect(reply).toMatchObject({ status: 400, body: { type: 'bad-input' } });
      expect(reply.body.fields).toEqual([
        {
          path: 'classes',
          message: expect.stringMatching(
            new RegExp(`does not cover ${words}\\. Use a form that names it\\.$`),
          ),
        },
      ]);
    }
    expect(await list()).toEqual([]);

    expect((await ask('ana', { ...paper, classes: covers })).status).toBe(200);
    expect(await list()).toMatchObject([{ classes: covers, standing: 'holds' }]);
  },
);

test.each([
  [
    'DOH-2557',
    'validUntil',
    { validUntil: '' },
    /^This form needs an end\. Enter the last day, or/,
  ],
  [
    'DOH-5032',
    'validUntil',
    { validUntil: '' },
    /^This form needs an end\. Enter the last day, or/,
  ],
  ['DOH-5055', 'validUntil', {}, /holds until the client withdraws it\. Leave the day empty/],
  ['part-2-specific', 'validUntil', { validUntil: '' }, /^This form needs an end\./],
  ['part-2-specific', 'recipients', { recipients: [treating] }, /Name each of them/],
  ['hipaa-authorization', 'validUntil', { validUntil: '' }, /^This form needs an end\./],
  ['hipaa-authorization', 'isMutual', { isMutual: true }, /do not tell each other/],
  [
    'victim-service-release',
    'validUntil',
    { validUntil: '', endsWith: 'end-of-case' },
    /^This form needs an end\. Enter the last day\.$/,
  ],
  ['victim-service-release', 'isMutual', { isMutual: true }, /do not tell each other/],
  [
    'victim-service-release',
    'recipients',
    { recipients: [{ ...clinic, kind: 'role-class', providerClass: 'legal' }] },
    /Name each of them/,
  ],
  ['agency-release', 'recipients', { recipients: [treating] }, /Name each of them/],
  [
    'verbal-recorded',
    'validUntil',
    { validUntil: '2026-06-01', signature: 'verbal' },
    /at most 30 days\. Enter Sun 31 May 2026 or earlier/,
  ],
  ['verbal-recorded', 'signature', { validUntil: '2026-05-31' }, /needs another kind/],
])('%s with a wrong %s names it and what to do (REQ-035)', async (form, path, change, message) => {
  const { status, body } = await ask('ana', { form, classes: ['general'], ...change });

  expect(status).toBe(400);
  expect(body.fields).toEqual([{ path, message: expect.stringMatching(message) }]);
  expect(await list()).toEqual([]);
});

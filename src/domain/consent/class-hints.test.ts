import { expect, test } from 'vitest';
import { programClasses, type SensitivityClass } from '#domain/people.ts';
import { classHint } from './class-hints.ts';

test.each<[string, SensitivityClass, string]>([
  ['Refill of Biktarvy is ready.', 'hiv', 'Biktarvy'],
  ['asked about her VIRAL  LOAD', 'hiv', 'VIRAL  LOAD'],
  ['diagnosed with AIDS in 2004', 'hiv', 'AIDS'],
  ['Missed two methadone doses', 'sud', 'methadone'],
  ['(suboxone)', 'sud', 'suboxone'],
  ['New order: quetiapine 50 mg.', 'mental_health', 'quetiapine'],
  ['Moved to a safe house on Monday', 'dv', 'safe house'],
  [
    'Her mother must not know that she asked for birth control',
    'reproductive_minor',
    'birth control',
  ],
  ['A 16-year-old, pregnant, came alone', 'reproductive_minor', 'pregnant'],
  ['Result of her BRCA1 test came back', 'genetic', 'BRCA1'],
  ['Sent the psychotherapy notes of May', 'psychotherapy_notes', 'psychotherapy notes'],
  ['Has her SUD counseling notes with him', 'sud_counseling_notes', 'SUD counseling notes'],
  ["Called My Sisters' Place", 'dv', "My Sisters' Place"],
])('%s reads like a restricted class (REQ-036)', (text, read, word) => {
  expect(classHint(text, 'general')).toEqual({ class: read, word });
});

test.each<[SensitivityClass, string]>([
  ['hiv', 'Biktarvi, bictegravr, Truvadda, Descovi, dolutegrvir, Genvoia, Prezcobixx, efavirens'],
  [
    'hiv',
    'VIH, sida, carga viral, lamivudina, emtricitabina, antirretroviral, DTG, ARVs, 3TC, PEP',
  ],
  ['sud', 'metadona, methadon, Suboxon, Vivitroll, buprenorfina, naltrexona, Sublocad, disulfram'],
  ['sud', 'heroina, cocaína, sobredosis, desintoxicacion, alcoholismo, AA meeting, MMTP, meth'],
  [
    'mental_health',
    'quetiapina, olanzapina, risperidona, setraline, escitalopran, Depakot, Wellbutin, fluvoxamine',
  ],
  ['mental_health', 'esquizofrenia, psiquiatra, TEPT, depresión mayor, suicidio, ADHD, Spravato'],
  ['dv', 'violencia domestica, orden de protección, trata de personas'],
  ['genetic', 'prueba genetica'],
])(
  'in %s each of these is known, misspelled and in Spanish too: %s (REQ-036, EP-07)',
  (read, all) => {
    for (const word of all.split(', '))
      expect(classHint(`Asked about ${word}.`, 'general')).toEqual({ class: read, word });
  },
);

test('what only a minor’s care tells is known in Spanish too (REQ-036)', () => {
  expect(classHint('Menor de edad, embarazada', 'general')?.class).toBe('reproductive_minor');
  expect(classHint('Está embarazada y pide una cuna', 'general')).toBeNull();
});

test.each([
  'The clinic has an evening slot.',
  'Her ability to pay, and a complete list, pristine; centres of the borough',
  'A pep talk, an art class, methods and elapsed time; a prosaic reviewer, thoracic surgery',
  'Narciso, Celeste, Ritchie, Camparo and Saphira came from Mercado Central',
  'La cita es el martes; pide un intérprete y una tarjeta de transporte',
  'Needs a new hearing aid; it aids her.',
  'A methadonexyz, prehiv and HIVE meeting',
  'Is pregnant and asks for a crib',
  'Asks for a guardian at the hearing',
  'Moved to Huntington, Long Island',
  'Stays in a shelter on Third Avenue',
  '',
])('%j reads like none (REQ-036)', (text) => {
  expect(classHint(text, 'general')).toBeNull();
});

test('of several the highest is asked for (REQ-036)', () => {
  expect(classHint('Zoloft, methadone and Descovy', 'general')?.class).toBe('hiv');
});

test('what is kept as high already is asked for no more, and nothing is ever asked lower (REQ-036)', () => {
  expect(classHint('methadone', 'sud')).toBeNull();
  expect(classHint('methadone', 'hiv')).toBeNull();
  expect(classHint('Zoloft and methadone', 'mental_health')?.class).toBe('sud');
});

test('where nothing but some classes can be chosen, only those are asked for (REQ-036)', () => {
  expect(classHint('psychotherapy notes and Zoloft', 'general', programClasses)?.class).toBe(
    'mental_health',
  );
});

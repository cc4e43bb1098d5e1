import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { ClientRecord } from './client-record.ts';
import type { ConferenceForm } from './conference-form.ts';
import { renderPdf } from './render-pdf.ts';

const form: ConferenceForm = {
  kind: 'Case conference',
  client: { name: 'Sample Client', facts: [{ label: 'Client', value: '#1042' }] },
  agency: 'Riverbend (sample)',
  program: 'Comprehensive',
  policy: '180-day rule, version 3',
  heldOn: 'Thu 3 Dec 2026',
  startedAt: '10:02 am',
  endedAt: '10:36 am Eastern',
  duration: '34 minutes',
  mode: 'Video',
  reasons: ['Routine'],
  attendees: [
    { name: 'Sample Nurse', title: 'Nurse', agency: 'Riverside (sample)', present: 'Present' },
  ],
  strengths: [{ text: 'Kept every visit.', author: 'Sample Nurse' }],
  barriers: [],
  needs: [{ text: 'A ride home.', author: 'Sample Client' }],
  solutions: [],
  summary: { text: 'Agreed.', confirmedBy: 'Sample Worker', confirmedAt: 'Thu 3 Dec 2026' },
  actions: [
    { what: 'Book a ride', owner: 'Sample Nurse', due: 'Tue 8 Dec 2026', followUp: 'By phone' },
  ],
  nextDue: 'Tue 1 Jun 2027',
  recordedBy: 'Sample Worker',
  closedAt: 'Thu 3 Dec 2026, 10:41 am Eastern',
  printedBy: 'Sample Worker',
  printedAt: 'Thu 3 Dec 2026, 2:14 pm Eastern',
};

const { closedAt: _closedAt, ...draft } = form;

const record: ClientRecord = {
  title: 'Client record',
  client: form.client,
  agency: form.agency,
  period: 'Fri 2 Jan 2026 to Thu 3 Dec 2026',
  entries: [],
  printedBy: form.printedBy,
  printedAt: form.printedAt,
};

const withOpened = async <T>(
  pdf: Uint8Array,
  look: (opened: PDFDocumentProxy) => Promise<T>,
): Promise<T> => {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  try {
    return await look(await task.promise);
  } finally {
    await task.destroy();
  }
};

const pagesOf = (pdf: Uint8Array): Promise<string[]> =>
  withOpened(pdf, (opened) =>
    Promise.all(
      Array.from({ length: opened.numPages }, async (_, index) => {
        const { items } = await (await opened.getPage(index + 1)).getTextContent();
        return items.map((item) => ('str' in item ? item.str : '')).join(' ');
      }),
    ),
  );

const letters = (text: string): string => text.replaceAll(/\s+/g, '');
const textOf = async (pdf: Uint8Array): Promise<string> => letters((await pagesOf(pdf)).join(' '));

type Tag = { role?: string; type?: string; children?: readonly Tag[] };
const rolesIn = ({ role, children = [] }: Tag): string[] => [
  ...(role === undefined ? [] : [role]),
  ...children.flatMap(rolesIn),
];

const printedWith = async (text: string): Promise<string> =>
  textOf(await renderPdf('conference-form', { ...form, needs: [{ text, author: 'Sample' }] }));

test.each([
  '#read("/etc/passwd") #panic() #sys.inputs',
  '*bold* _under_ `raw` ~ -- --- ... <label> @reference',
  '$x^2$ \\n \\u{41} \\ " \' // comment /* more */',
  '= Heading + item - item [ ] { } #[',
  '{{ "data": "x" }} </script> \u00e9\u00df\u0141\u0159',
  '\u0418\u0432\u0430\u043d \u0395\u03bb\u03ad\u03bd\u03b7',
  '\u{1F642} \u{1F44D} \u2192 \u2713',
])('what a person wrote is printed as written, never obeyed: %s', async (text) => {
  expect(await printedWith(text)).toContain(letters(text));
});

test.each(['\u05e9\u05dc\u05d5\u05dd', '\u0645\u0631\u062d\u0628\u0627'])(
  'right-to-left writing keeps all its letters: %s',
  async (text) => {
    const printed = (await printedWith(text)).normalize('NFKC');

    expect(Array.from(text).filter((letter) => !printed.includes(letter))).toEqual([]);
  },
);

test('ten thousand characters are printed to the last one', async () => {
  const text = Array.from({ length: 1_250 }, (_, index) => `w${index} abc`).join(' ');

  expect(text.length).toBeGreaterThan(10_000);
  const words = (await printedWith(text)).match(/w\d+abc/g);
  expect(words).toEqual(letters(text).match(/w\d+abc/g));
});

test('a character that the fonts lack is printed as its code, the rest as written', async () => {
  expect(await printedWith('Wang \u738b \u{1F642} \u00e9 said yes')).toContain(
    letters('Wang [U+738B] \u{1F642} \u00e9 said yes'),
  );
});

test('characters that nobody sees cannot turn or break the sheet', async () => {
  expect(await printedWith('a\u0000b\u0007c\u202ed\ufeffe\ud800f')).toContain('abcde');
});

test('the form holds who took part, what was said and who does what by when (REQ-037, REQ-108)', async () => {
  const text = await textOf(await renderPdf('conference-form', form));
  const facts = [
    'Sample Client',
    'Sample Nurse Nurse Riverside (sample) Present',
    '10:02 am to 10:36 am Eastern, 34 minutes',
    'Kept every visit.',
    'A ride home.',
    'Confirmed with the group by Sample Worker',
    'Book a ride Sample Nurse Tue 8 Dec 2026 By phone',
    'Tue 1 Jun 2027',
    '180-day rule, version 3',
  ];

  expect(facts.filter((fact) => !text.includes(letters(fact)))).toEqual([]);
});

test.each(['pm', 'p. m.'])('no line of a sheet ends between an hour and its %s', async (half) => {
  const widths = Array.from({ length: 60 }, (_, index) => 'x'.repeat(index));
  const strengths = widths.map((before) => ({
    text: `${before} ${`came at 9:53 ${half} and `.repeat(9)}left`,
    author: 'Sample',
  }));
  const pages = await pagesOf(await renderPdf('conference-form', { ...form, strengths }));

  // The end of a line reads as an empty word.
  expect(pages.join(' ').match(/9:53 {2,}p|p\. {2,}m/g)).toBeNull();
  expect(pages.join(' ')).toContain(`9:53 ${half}`);
});

test('every page says who printed it, when, which page it is and how it may travel (EP-10)', async () => {
  const strengths = Array.from({ length: 120 }, (_, index) => ({
    text: `Strength ${index}`,
    author: 'Sample',
  }));
  const pages = await pagesOf(
    await renderPdf('conference-form', {
      ...form,
      strengths,
      redisclosureNotice: 'Do not pass this on.',
      sampleMark: 'Sample data. Nobody here is real.',
    }),
  );
  const marks = (index: number): string[] => [
    'Printed by Sample Worker, Thu 3 Dec 2026, 2:14 pm Eastern',
    `Page ${index + 1} of ${pages.length}`,
    'Do not pass this on.',
    'Sample data. Nobody here is real.',
  ];

  expect(pages.length).toBeGreaterThan(2);
  expect(
    pages.flatMap((page, index) =>
      marks(index).filter((mark) => !letters(page).includes(letters(mark))),
    ),
  ).toEqual([]);
});

test('a form is marked as a draft on every page until it is closed', async () => {
  const attendees = Array.from({ length: 80 }, (_, index) => ({
    name: `Sample ${index}`,
    title: 'Nurse',
    agency: '',
    present: 'Present',
  }));
  const drafts = await pagesOf(await renderPdf('conference-form', { ...draft, attendees }));
  const closed = await pagesOf(await renderPdf('conference-form', { ...form, attendees }));

  expect(drafts.length).toBeGreaterThan(1);
  expect(drafts.filter((page) => !page.includes('DRAFT'))).toEqual([]);
  expect(closed.filter((page) => /draft/i.test(page))).toEqual([]);
});

test.each([
  ['conference-form', () => renderPdf('conference-form', form)],
  ['client-record', () => renderPdf('client-record', record)],
] as const)('the %s is tagged, in English, and its metadata names nobody', async (_name, make) => {
  const pdf = await make();
  const seen = await withOpened(pdf, async (opened) => ({
    marked: await opened.getMarkInfo(),
    metadata: JSON.stringify(await opened.getMetadata()),
    language: /"Language":"([^"]*)"/.exec(JSON.stringify(await opened.getMetadata()))?.[1],
    roles: rolesIn((await (await opened.getPage(1)).getStructTree()) ?? {}),
  }));

  expect(seen.marked).toEqual(
    new Map([
      ['Marked', true],
      ['UserProperties', false],
      ['Suspects', false],
    ]),
  );
  expect(seen.language).toBe('en');
  expect(seen.metadata).toContain('"Title":"Document"');
  expect(seen.metadata).not.toMatch(/sample|riverbend/i);
  expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(seen.roles).toContain('H1');
});

test('the tables of a form have header cells for those who listen', async () => {
  const roles = await withOpened(await renderPdf('conference-form', form), async (opened) =>
    rolesIn((await (await opened.getPage(1)).getStructTree()) ?? {}),
  );

  expect(roles.filter((role) => role === 'Table')).toHaveLength(2);
  expect(roles.filter((role) => role === 'TH')).toHaveLength(8);
  expect(roles).toEqual(expect.arrayContaining(['H2', 'H3', 'L', 'LI', 'TR', 'TD']));
});

test('a record is printed in the order in which things happened', async () => {
  const entries = Array.from({ length: 60 }, (_, index) => ({
    on: 'Thu 3 Dec 2026',
    kind: index % 3 === 0 ? 'Case conference' : 'Contact',
    text: `Entry-${index}.`,
    people: ['Sample Worker'],
    isConference: index % 3 === 0,
  }));
  const pages = await pagesOf(await renderPdf('client-record', { ...record, entries }));
  const order = [...letters(pages.join(' ')).matchAll(/Entry-(\d+)\./g)].map(([, n]) => Number(n));

  expect(order).toEqual(entries.map((_, index) => index));
  expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
});

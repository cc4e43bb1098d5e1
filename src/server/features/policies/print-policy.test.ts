import { afterAll, beforeAll, expect, test } from 'vitest';
import { presetIds, type PresetId } from '#domain/program-policy/presets/presets.ts';
import { givenIn, type GivenAgency, type GivenProgram } from '#test/given.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;

beforeAll(async () => {
  agency = await given.agency('riverbend');
});
afterAll(() => house.close());

async function sheetOf({ programId }: GivenProgram) {
  const path = `/api/policies/sheet.pdf?programId=${programId}&version=1`;
  const response = await house.app.request(`${origin}${path}`, {
    headers: { host: new URL(origin).host, cookie: `session=${house.as('riverbend-admin').token}` },
  });
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  return text.replaceAll(/\s+/g, ' ');
}

test('a program without a routine date says so in its sentences (C-02)', async () => {
  const program = await given.program(agency, { name: 'Supportive', preset: 'supportive' });
  expect(await sheetOf(program)).toContain('Clients in Supportive have no routine date');
});

const identities: Partial<Record<PresetId, string[]>> = {
  cfp: ['01C-08', 'RFQ-3/95', 'Tue 1 Jul 2008', 'Technical assistance bulletin'],
  'health-home': [
    '1.009',
    'Health Home policy 1.009, Case Conferencing',
    'also filed outside, in ACD',
  ],
  'community-care': [
    '3.MEP.50',
    'Procedure',
    'Service Delivery',
    'Community Care',
    'Employees, Contractees',
    'Management Team',
    '3.ME.1, Continuity of Care (Policy)',
    'G9.4.01',
    'NYC DYCD toolkit, Case Conferencing',
  ],
};

test.each(presetIds)(
  'the sheet of %s prints all that identifies it (REQ-130, REQ-163, REQ-183)',
  async (preset) => {
    const program = await given.program(agency, { name: `Sheet ${preset}`, preset });
    const text = await sheetOf(program);

    expect(text).toContain('Version 1, in force');
    for (const words of identities[preset] ?? ['AIDS Institute']) expect(text).toContain(words);
  },
);

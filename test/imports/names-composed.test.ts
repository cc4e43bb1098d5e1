import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { countOf, importFile, previewOf } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

const name = { given: 'Zoë', family: 'Núñez' };

/** The small export with names as this normal form spells them, and with more spaces than anybody types. */
const spelled = (form: 'NFC' | 'NFD') => {
  const put = (text: string) => text.normalize(form);
  const people = withFile(smallExport(), 'Client.csv', (rows) =>
    rows.map((row) =>
      row[0] === 'C1' || row[0] === 'C2'
        ? row.with(1, put(row[0] === 'C1' ? name.given : 'Renée')).with(2, put(` ${name.family} `))
        : row,
    ),
  );
  return withFile(people, 'Organization.csv', (rows) =>
    rows.map((row) => (row[0] === 'P1' ? row.with(1, put('Clínica  del Río')) : row)),
  );
};

test('a name whose letters the exporter takes apart is the name that stands here: it matches, is found, and is never written twice (REQ-142)', async () => {
  const agency = await given.agency('apart');
  const admin = house.as('apart-admin');
  const made = await admin.post('/api/directory/organizations', {
    name: 'Clínica del Río',
    isVictimService: false,
  });
  const program = await given.program(agency);
  const ola = await given.staff(agency, 'ola', { roles: ['case-manager'], program });
  const typed = `${name.given} ${name.family}`;
  const { clientId } = await given.client(agency, { program, worker: ola, name: typed });
  await house.as('ola').post(`/api/clients/${clientId}/identifiers/add`, {
    system: 'hmis',
    value: 'C1',
  });

  const { body } = await importFile(house, 'apart-admin', { from: spelled('NFD') });
  const composed = await previewOf(house, 'apart-admin', { from: spelled('NFC') });

  expect(made.status).toBe(200);
  expect(countOf(body.report, 'client')).toMatchObject({ made: 2, matched: 1 });
  expect(countOf(body.report, 'organization')).toMatchObject({ made: 0, matched: 1 });
  for (const kind of ['client', 'organization'])
    expect(countOf(composed.body.report, kind)).toMatchObject({ made: 0, updated: 0 });
  for (const text of ['Renée', 'Renée'.normalize('NFD'), 'nunez renee']) {
    const found = (await admin.post('/api/clients/search', { text })).body.clients;
    expect(found.map((one: { name: string }) => one.name)).toEqual(['Renée Núñez']);
  }
});

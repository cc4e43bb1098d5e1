import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const program = await given.program(agency);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'bo', { roles: ['case-manager'], program });
await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
const { providerId } = await given.provider(agency);

type Shown = { text: string };
const contact = {
  partner: { kind: 'provider', id: providerId },
  activity: 'arranging-access',
  channel: 'phone',
  on: '2026-05-04',
  note: 'The clinic has an evening slot on Tuesday.',
};

test('notes of a restricted case are for the case manager, the supervisor and the author; for others they leave no trace', async () => {
  const held = await given.client(agency, { program, worker: ana, name: 'Cal Moss' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [agency.agencyId, held.clientId],
  );
  const here = `/api/clients/${held.clientId}`;
  await given.staff(agency, 'cy', { roles: ['case-manager'], program });
  const beforeAnything = (await house.as('cy').get(`${here}/record`)).body;

  expect((await house.as('bo').get(`${here}/contacts/new`)).body.classes).toEqual([]);
  expect((await house.as('ana').get(`${here}/contacts/new`)).body.classes).toEqual([
    'hiv',
    'general',
  ]);
  const byBo = await house.as('bo').post(`${here}/contacts`, { ...contact, note: 'From Bo.' });
  await house.as('ana').post(`${here}/contacts`, { ...contact, note: 'From Ana.' });

  const seenBy = async (name: string) =>
    (await house.as(name).get(`${here}/record`)).body.entries.map((entry: Shown) =>
      entry.text.split('. ').at(-1),
    );
  expect(await seenBy('ana')).toEqual(['From Ana.', 'From Bo.']);
  expect(await seenBy('sue')).toEqual(['From Ana.', 'From Bo.']);
  expect(await seenBy('bo')).toEqual(['From Bo.']);
  expect((await house.as('cy').get(`${here}/record`)).body).toEqual(beforeAnything);
  expect((await house.as('cy').get(`${here}/record/year`)).body.marks).toEqual([]);
  expect(
    (await house.as('cy').post(`/api/contacts/${byBo.body.contactId}/addenda`, { text: 'Hm.' }))
      .status,
  ).toBe(404);
});

test('a lower class can be chosen by who knows the case, and the choice is on record', async () => {
  const held = await given.client(agency, { program, worker: ana, name: 'Dee Park' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'sud', 'test', now())`,
    [agency.agencyId, held.clientId],
  );
  const here = `/api/clients/${held.clientId}`;

  await house.as('ana').post(`${here}/contacts`, { ...contact, class: 'general' });

  const forAna = (await house.as('ana').get(`${here}/record`)).body.entries[0];
  const forBo = (await house.as('bo').get(`${here}/record`)).body.entries[0];
  expect(forAna.contact).toMatchObject({ class: 'general', loweredFrom: 'sud' });
  expect(forBo.contact).toMatchObject({ class: 'general', loweredFrom: null });
  const { rows } = await house.owner.query(
    `select class, lowered_to, lowered_by from lowered_class where client_id = $1`,
    [held.clientId],
  );
  expect(rows).toEqual([{ class: 'sud', lowered_to: 'general', lowered_by: ana.staffId }]);
  expect(
    (await house.as('bo').post(`${here}/contacts`, { ...contact, class: 'general' })).status,
  ).toBe(400);
});

test('whoever says that their words are of a stricter class is believed, also where they are not told the case’s, and lowers nothing (EP-14, REQ-036)', async () => {
  const plain = await given.client(agency, { program, worker: ana, name: 'Eli Stone' });
  const held = await given.client(agency, { program, worker: ana, name: 'Fay Wood' });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [agency.agencyId, held.clientId],
  );
  const log = (who: string, clientId: string, asked: string) =>
    house.as(who).post(`/api/clients/${clientId}/contacts`, { ...contact, class: asked });
  const kept = async (contactId: string) =>
    (
      await house.owner.query('select class from coordination_contact where contact_id = $1', [
        contactId,
      ])
    ).rows[0].class;

  for (const who of ['ana', 'bo']) {
    expect(await kept((await log(who, plain.clientId, 'sud')).body.contactId)).toBe('sud');
    expect((await log(who, plain.clientId, 'general')).status).toBe(400);
  }
  expect(await kept((await log('bo', held.clientId, 'sud')).body.contactId)).toBe('hiv');
  expect((await log('bo', held.clientId, 'general')).status).toBe(400);
  const { rows } = await house.owner.query(
    'select lowered_to from lowered_class where client_id = any($1)',
    [[plain.clientId, held.clientId]],
  );
  expect(rows).toEqual([]);
});

import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const other = await given.agency('lakeside');
const program = await given.program(agency);
const otherProgram = await given.program(other);
const elsewhere = await given.program(agency, { name: 'Another program' });
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
await given.staff(agency, 'far', { roles: ['case-manager'], program: elsewhere });
await given.staff(agency, 'bill', { roles: ['biller'] });
await given.staff(other, 'olga', { roles: ['case-manager'], program: otherProgram });
const { clientId } = await given.client(agency, { program, worker: ana });
const { providerId, organizationId } = await given.provider(agency);
const stranger = await given.provider(other);

type Shown = { text: string; contact: { contactId: string } | null };

const path = `/api/clients/${clientId}`;
const contact = {
  partner: { kind: 'provider', id: providerId },
  activity: 'arranging-access',
  channel: 'phone',
  on: '2026-05-04',
  minutes: 10,
  note: 'The clinic has an evening slot on Tuesday.',
};
const recordOf = async (name: string, query = '') =>
  (await house.as(name).get(`${path}/record${query}`)).body;
const textsFor = async (name: string) =>
  (await recordOf(name)).entries.map(({ text }: { text: string }) => text);

test('a contact is recorded with its note, and reads as a sentence in the record (REQ-003, REQ-007, REQ-032)', async () => {
  const reply = await house.as('ana').post(`${path}/contacts`, contact);

  expect(reply.status).toBe(200);
  expect((await recordOf('bo')).entries[0]).toMatchObject({
    kind: 'contact',
    on: '2026-05-04',
    title: 'Contact',
    text: 'Riverside Clinic, Dr Hana Lee by phone, 10 minutes. The clinic has an evening slot on Tuesday.',
    detail: 'Arranging access',
    by: 'ana',
    late: '',
  });
});

test.each([
  ['reducing-barriers', '', 'Reducing barriers'],
  ['establishing-linkages', '', 'Establishing linkages'],
  ['other', 'Lending a phone', 'Lending a phone'],
])(
  'the activity %s is kept as it was chosen (REQ-004, REQ-005, REQ-006)',
  async (activity, otherActivity, words) => {
    const { body } = await house
      .as('ana')
      .post(`${path}/contacts`, { ...contact, activity, otherActivity });

    const { entries } = await recordOf('ana');
    const made = entries.find((entry: Shown) => entry.contact?.contactId === body.contactId);
    expect(made.detail).toBe(words);
  },
);

test('a contact within the agency names the colleague, one between agencies the organization (REQ-001, REQ-002)', async () => {
  await house
    .as('ana')
    .post(`${path}/contacts`, { ...contact, partner: { kind: 'staff', id: bo.staffId } });
  const inside = (await recordOf('ana')).entries[0];
  await house.as('ana').post(`${path}/contacts`, {
    ...contact,
    partner: { kind: 'organization', id: organizationId },
  });
  const outside = (await recordOf('ana')).entries[0];

  expect(inside.text).toContain('bo by phone');
  expect(inside.detail).toBe('Arranging access, within the agency');
  expect(outside.text).toContain('Riverside Clinic by phone');
  const { rows } = await house.owner.query(
    `select is_internal, staff_id, organization_id from coordination_contact order by written_at desc, contact_id desc limit 2`,
  );
  expect(rows).toEqual([
    { is_internal: false, staff_id: null, organization_id: organizationId },
    { is_internal: true, staff_id: bo.staffId, organization_id: null },
  ]);
});

test.each([
  ['without a note', { note: '  ' }, 'note'],
  ['with a note that is too long', { note: 'x'.repeat(2001) }, 'note'],
  ['on a day that has not come', { on: '2026-05-05' }, 'on'],
  ['for something that is not said', { activity: 'other' }, 'otherActivity'],
  ['by no known way', { channel: 'pigeon' }, 'channel'],
  ['of no time at all', { minutes: 0 }, 'minutes'],
  ['with nobody', { partner: undefined }, 'partner'],
  ['in a class that there is not', { class: 'secret' }, 'class'],
])('a contact %s is refused, and the field is named (REQ-007)', async (_what, wrong, field) => {
  const before = (await recordOf('ana')).entries.length;

  const reply = await house.as('ana').post(`${path}/contacts`, { ...contact, ...wrong });

  expect(reply.status).toBe(400);
  expect(reply.body.fields.map((each: { path: string }) => each.path)).toContain(field);
  expect((await recordOf('ana')).entries).toHaveLength(before);
});

test('a contact before the birth of the client is refused', async () => {
  const baby = await given.client(agency, { program, worker: ana, name: 'Bea Young' });
  await house.owner.query(`update client set born_on = '2026-03-01' where client_id = $1`, [
    baby.clientId,
  ]);

  const reply = await house
    .as('ana')
    .post(`/api/clients/${baby.clientId}/contacts`, { ...contact, on: '2026-02-28' });

  expect(reply.body.fields[0].message).toContain('before the date of birth');
});

test('a provider or colleague of another agency is unknown here', async () => {
  const provider = { kind: 'provider', id: stranger.providerId };
  const organization = { kind: 'organization', id: stranger.organizationId };

  for (const partner of [provider, organization, { kind: 'staff', id: providerId }]) {
    const reply = await house.as('ana').post(`${path}/contacts`, { ...contact, partner });
    expect(reply).toMatchObject({ status: 422, body: { type: 'unknown-person' } });
  }
});

test('who may not see the client cannot write, and whose work it is not is told so', async () => {
  expect((await house.as('far').post(`${path}/contacts`, contact)).status).toBe(404);
  expect((await house.as('olga').post(`${path}/contacts`, contact)).status).toBe(404);
  expect((await house.as('bill').post(`${path}/contacts`, contact)).status).toBe(403);
  expect((await house.as('riverbend-admin').post(`${path}/contacts`, contact)).status).toBe(403);
});

test('without consent one may record what they said, and is told to tell them nothing', async () => {
  const ask = async () =>
    (await house.as('ana').post(`${path}/contacts/partners`, { text: 'hana' })).body.partners;

  expect(await ask()).toEqual([
    {
      kind: 'provider',
      id: providerId,
      name: 'Dr Hana Lee',
      about: 'Physician, Riverside Clinic',
      mayTell: 'No consent: record what they told you, tell them nothing.',
    },
  ]);
  await house.as('ana').post(`${path}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'organization', id: organizationId }],
    classes: ['general'],
    purposes: ['care_coordination'],
    validFrom: '2026-01-01',
    validUntil: '2028-01-01',
    signedOn: '2026-01-01',
  });
  expect((await ask())[0].mayTell).toBe('');
  expect((await house.as('far').post(`${path}/contacts/partners`, { text: 'hana' })).status).toBe(
    404,
  );
});

test('a correction is added below; what was written stays as it was', async () => {
  const { body } = await house.as('ana').post(`${path}/contacts`, contact);

  const added = await house
    .as('bo')
    .post(`/api/contacts/${body.contactId}/addenda`, { text: 'It was Wednesday.' });

  expect(added.status).toBe(200);
  const { entries } = await recordOf('ana');
  const entry = entries.find((each: Shown) => each.contact?.contactId === body.contactId);
  expect(entry.text).toContain('on Tuesday.');
  expect(entry.contact.addenda).toEqual([
    { text: 'It was Wednesday.', by: 'bo', at: expect.any(String) },
  ]);
  for (const name of ['far', 'olga'])
    expect(
      (await house.as(name).post(`/api/contacts/${body.contactId}/addenda`, { text: 'No.' }))
        .status,
    ).toBe(404);
});

test('no endpoint turns a contact into a conference, or the other way around (REQ-008, REQ-009)', async () => {
  const { body } = await house.visitor.get('/api/openapi.json');
  const writing = Object.entries<{ post?: unknown }>(body.paths).filter(
    ([address, { post }]) => post && address.includes('contacts'),
  );

  expect(writing.map(([address]) => address).toSorted()).toEqual([
    '/api/clients/{clientId}/contacts',
    '/api/clients/{clientId}/contacts/partners',
    '/api/contacts/{contactId}/addenda',
  ]);
  const { rows } = await house.owner.query(`select count(*)::int as count from conference`);
  expect(rows).toEqual([{ count: 0 }]);
});

test('what people wrote is not in the audit', async () => {
  expect(await textsFor('ana')).not.toEqual([]);
  const { rows } = await house.owner.query(`select audit::text as line from audit`);
  expect(rows.filter(({ line }) => line.includes('evening'))).toEqual([]);
  expect(rows.some(({ line }) => line.includes('POST /api/clients/:clientId/contacts'))).toBe(true);
});

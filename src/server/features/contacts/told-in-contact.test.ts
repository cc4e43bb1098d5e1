import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const { lee, mo, meet, record, stop, given, agency, program } = await consentScene(house);
let clientId = '';
beforeAll(async () => {
  clientId = await meet();
  await record({ classes: ['general'], purposes: ['care_coordination'] });
  await record({ classes: ['hiv'], purposes: ['care_coordination'], signedOn: '2026-05-02' });
  await house.at('2026-05-04T18:00:00Z');
});
afterAll(() => house.close());

const tell = (by: string, change: object = {}) =>
  house.as(by).post(`/api/clients/${clientId}/contacts`, {
    partner: { kind: 'provider', id: lee.providerId },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2026-05-04',
    time: '13:00',
    note: 'The clinic has an evening slot on Tuesday.',
    told: ['general', 'hiv'],
    ...change,
  });
type Line = { who: { name: string }; [part: string]: unknown };
const accounted = async (by = 'ana'): Promise<Line[]> =>
  (await house.as(by).get(`/api/clients/${clientId}/disclosures`)).body.disclosures;
const contacts = async () =>
  (await house.owner.query('select count(*)::integer as count from coordination_contact')).rows[0]
    .count;

test('what a provider is told in a call is a disclosure by each paper that covers it, and owes the statement (REQ-034, EP-08)', async () => {
  expect((await tell('ana')).status).toBe(200);
  const lines = await accounted();

  expect(
    lines.map(({ who, whatInWords, channelInWords, description }) => [
      who.name,
      whatInWords,
      channelInWords,
      description,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['Dr Hana Lee', 'General information', 'By telephone', 'Told in a coordination contact'],
      ['Dr Hana Lee', 'HIV-related information', 'By telephone', 'Told in a coordination contact'],
    ]),
  );
  expect(lines).toHaveLength(2);
  const { statements } = (await house.as('ana').get('/api/statements')).body;
  expect(statements).toMatchObject([{ who: { name: 'Dr Hana Lee' }, conference: null }]);
});

test('its statement names the day of the contact and no emergency (REQ-036)', async () => {
  const { statements } = (await house.as('ana').get('/api/statements')).body;
  const letter = await house.app.request(
    `${origin}/api/statements/${statements[0].statementId}/letter`,
    { headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` } },
  );
  const { text } = await readPdf(new Uint8Array(await letter.arrayBuffer()));
  const words = text.replaceAll(/\s+/g, ' ');

  expect(words).toContain(
    'On Mon 4 May 2026 you were told confidential information about a person. The law',
  );
  expect(words).not.toContain('emergency');
});

test('whoever was told nothing stands in no accounting (REQ-034)', async () => {
  const before = await accounted();

  expect((await tell('ana', { told: [] })).status).toBe(200);
  expect(await accounted()).toEqual(before);
});

test('what the papers of that day do not cover is not told by them: nothing is recorded, and the way on is named (REQ-034, REQ-035)', async () => {
  const before = await contacts();
  const refused = await tell('ana', { told: ['general', 'sud'] });
  const earlier = await tell('ana', { on: '2026-04-20', told: ['general'] });
  const stranger = await tell('ana', { partner: { kind: 'provider', id: mo.providerId } });

  expect(refused).toMatchObject({
    status: 400,
    body: {
      fields: [
        {
          path: 'told',
          message: expect.stringMatching(/hear substance use.*“Told in an emergency”/),
        },
      ],
    },
  });
  for (const each of [earlier, stranger]) expect(each.status).toBe(400);
  expect(await contacts()).toBe(before);
});

test('an organization as such is told nothing, and no colleague tells what they may not know (REQ-034, REQ-036)', async () => {
  const clinic = { kind: 'organization', id: lee.organizationId };

  expect((await tell('ana', { partner: clinic })).body.fields[0].message).toMatch(
    /^Choose the person whom you told/,
  );
  expect((await tell('bo')).body.fields[0].message).toMatch(/^Only the case manager/);
  expect((await tell('bo', { told: ['general'] })).status).toBe(200);
  expect(JSON.stringify(await accounted('bo'))).not.toMatch(/HIV|Statement/);
  for (const name of ['cy', 'hal']) expect((await tell(name)).status).toBe(404);
});

test('a form is named, and the accounting made as a file, only for whom it leaves nothing out (REQ-036)', async () => {
  const role = { roles: ['supervisor' as const], teamRole: 'supervisor', program };
  await given.staff(agency, 'sal', { ...role, trained: [] });
  for (const [by, reads] of [
    ['ana', true],
    ['sal', false],
  ] as const) {
    const shown = JSON.stringify(await accounted(by));
    const file = await house.as(by).get(`/api/clients/${clientId}/disclosures/export`);
    expect(file.status).toBe(reads ? 200 : 403);
    for (const each of [shown, JSON.stringify(file.body)])
      expect(each.includes('DOH-5032')).toBe(reads);
  }
});

/** Days later everybody has signed in again. */
async function moveTo(at: string) {
  await house.at(at);
  await house.owner.query(
    `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
  );
}

const refusal = async (change: object) => {
  const { status, body } = await tell('ana', { told: ['general'], ...change });
  return [status, ...(body.fields ?? []).map((field: { message: string }) => field.message)];
};

test('with its hour a contact is judged by the papers of that moment: after one was recorded, until it is taken back (REQ-034, EP-12)', async () => {
  await moveTo('2026-05-05T14:00:00Z');
  clientId = await meet('Nora Night');
  await record({ classes: ['general'], purposes: ['care_coordination'] });
  await moveTo('2026-05-05T16:00:00Z');
  expect((await stop('ana')).status).toBe(200);
  await moveTo('2026-05-05T20:00:00Z');
  const today = { on: '2026-05-05' };

  const none = expect.stringMatching(/counts from the moment .* none held at that hour/);
  expect(await refusal({ ...today, time: '09:59' })).toEqual([400, none]);
  expect(await refusal({ ...today, time: '12:30' })).toEqual([400, none]);
  expect(await refusal({ ...today, time: '23:30' })).toEqual([
    400,
    'This time has not come yet. A contact is recorded after it happened.',
  ]);
  expect(await refusal({ ...today, time: '11:00' })).toEqual([200]);
  expect((await accounted()).map(({ atInWords }) => atInWords)).toEqual([
    'Tue 5 May 2026, 11:00 am Eastern',
  ]);
});

test('an hour that is known stands in the accounting also for whoever may not read the note (REQ-034, REQ-036)', async () => {
  const change = { on: '2026-05-05', time: '11:01', class: 'hiv', note: 'Of the refill.' };
  expect(await refusal(change)).toEqual([200]);

  const whenFor = async (by: string) =>
    new Set((await accounted(by)).map(({ atInWords }) => atInWords));
  expect(await whenFor('bo')).toEqual(
    new Set(['Tue 5 May 2026, 11:00 am Eastern', 'Tue 5 May 2026, 11:01 am Eastern']),
  );
  expect(await whenFor('bo')).toEqual(await whenFor('ana'));
  clientId = await meet('Hana Hour');
  await record({ classes: ['general', 'hiv'], purposes: ['care_coordination'] });
  await moveTo('2026-05-05T20:05:00Z');
  expect((await tell('ana', { ...change, time: '16:03', told: ['hiv'] })).status).toBe(200);
  const { statements } = (await house.as('ana').get(`/api/statements?clientId=${clientId}`)).body;
  expect(statements).toMatchObject([
    { thereInWords: 'Tue 5 May 2026, 4:03 pm Eastern', wasEmergency: false, conference: null },
  ]);
});

test('what was recorded or taken back in a minute does not cover what was told in it, nor one half of an hour that came twice (REQ-034, EP-12)', async () => {
  await moveTo('2026-10-30T14:00:00Z');
  clientId = await meet('Mina Minute');
  await moveTo('2026-10-30T18:30:40Z');
  await record({ classes: ['general'], purposes: ['care_coordination'] });
  await moveTo('2026-10-30T18:31:50Z');
  const day = { on: '2026-10-30' };
  const none = expect.stringMatching(/none held at that hour for the whole of its minute/);

  expect(await refusal({ ...day, time: '14:30' })).toEqual([400, none]);
  expect(await refusal({ ...day, time: '14:31' })).toEqual([200]);

  await moveTo('2026-11-01T05:45:00Z');
  expect((await stop('ana')).status).toBe(200);
  await moveTo('2026-11-02T15:00:00Z');
  expect(await refusal({ on: '2026-11-01', time: '01:30' })).toEqual([400, none]);
  expect(await refusal({ on: '2026-11-01', time: '00:59' })).toEqual([200]);
});

test('where nobody knows the hour it has to be covered all day long, and no hour is made up (REQ-034, EP-18)', async () => {
  await moveTo('2026-05-06T14:00:00Z');
  clientId = await meet('Dora Day');
  await record({ classes: ['general', 'hiv'], purposes: ['care_coordination'] });
  await moveTo('2026-05-08T14:00:00Z');

  expect(await refusal({ on: '2026-05-06', time: '' })).toEqual([
    400,
    expect.stringMatching(/hold all day long.*enter the hour/),
  ]);
  expect(await accounted()).toEqual([]);
  const whole = await tell('ana', { on: '2026-05-07', time: '', told: ['hiv'] });
  expect(whole.status).toBe(200);
  expect(await accounted()).toMatchObject([{ at: '2026-05-07', atInWords: 'Thu 7 May 2026' }]);
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/disclosures/export`);
  expect(body).toContain('\r\n2026-05-07,Dr Hana Lee');
  const owed = (await house.as('ana').get(`/api/statements?clientId=${clientId}`)).body.statements;
  expect(owed).toMatchObject([{ thereInWords: 'Thu 7 May 2026' }]);
});

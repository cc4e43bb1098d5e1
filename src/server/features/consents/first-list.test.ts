import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { organizationKinds, type OrganizationKind } from '#domain/organization-kinds.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, meet, ask, record, tell, list } = await consentScene(house);
let clientId: string;
beforeEach(async () => {
  clientId = await meet();
});
afterAll(() => house.close());

const clinic = { kind: 'organization', id: lee.organizationId };
const north = { kind: 'organization', id: mo.organizationId };
const drLee = { kind: 'provider', id: lee.providerId };
const healthHome = { form: 'DOH-5055', validUntil: '', recipients: [clinic] };

/** North Clinic is changed to a body of this kind, on the page of the partners. */
const northIs = async (kind: OrganizationKind | null) => {
  const path = `/api/directory/organizations/${mo.organizationId}`;
  const { status } = await house.as('ana').post(path, { name: 'North Clinic', kind });
  expect(status).toBe(200);
};
const onAddedPage = (paper: string, recipient: object) =>
  tell('ana', `${paper}/recipients`, { recipient, initials: 'AR', initialsOn: '2026-05-03' });

const later: readonly OrganizationKind[] = ['housing', 'social-service', 'justice'];
const atFirst = organizationKinds.filter((kind) => !later.includes(kind));

test.each([...atFirst, null])(
  'a body of kind %s is on the first list of a Health Home form (REQ-035, REQ-139)',
  async (kind) => {
    await northIs(kind);

    expect((await ask('ana', { ...healthHome, recipients: [clinic, north] })).status).toBe(200);
  },
);

test.each(later)(
  'a body of kind %s comes onto a Health Home form on an added page alone (REQ-035, REQ-139)',
  async (kind) => {
    await northIs(kind);
    const { status, body } = await ask('ana', { ...healthHome, recipients: [clinic, north] });

    expect({ status, fields: body.fields }).toEqual({
      status: 400,
      fields: [
        {
          path: 'recipients',
          message:
            'The first list of DOH-5055 names no housing, social service or justice body: North Clinic. Take them off, and add them afterwards on an added page, with the client’s initials and date.',
        },
      ],
    });
    expect(await list()).toEqual([]);
    const paper = await record(healthHome);
    expect((await onAddedPage(paper, north)).status).toBe(200);
    expect(await list()).toMatchObject([
      { recipients: [{ name: 'Riverside Clinic' }, { name: 'North Clinic' }] },
    ]);
  },
);

test('nobody by themselves is on the first list, and a person is added with initials (REQ-035)', async () => {
  const { status, body } = await ask('ana', { ...healthHome, recipients: [clinic, drLee] });

  expect({ status, fields: body.fields }).toEqual({
    status: 400,
    fields: [
      {
        path: 'recipients',
        message: expect.stringMatching(/no person by themselves: Dr Hana Lee/),
      },
    ],
  });
  const paper = await record(healthHome);
  expect((await onAddedPage(paper, drLee)).status).toBe(200);
});

test('who may tell beside us is on that list too; who is never to be told, and whom a refusal names, is anybody (REQ-035)', async () => {
  await northIs('housing');
  const telling = await ask('ana', { ...healthHome, disclosers: [mo.organizationId] });

  expect(telling.body.fields).toMatchObject([{ path: 'disclosers' }]);
  expect((await ask('ana', { ...healthHome, excluded: [drLee, north] })).status).toBe(200);
  const refusal = { ...healthHome, isRefusal: true, recipients: [drLee, north] };
  expect((await ask('ana', refusal)).status).toBe(200);
  // Another form names them at once.
  expect((await ask('ana', { recipients: [drLee, north] })).status).toBe(200);
});

test('nor past the application: the database keeps them off the first list, with initials or without (REQ-035, S3)', async () => {
  await northIs('justice');
  const earlier = await record(healthHome);
  const login = new pg.Client(house.logins.app);
  await login.connect();
  const named = async (recipient: string, initials: string, isWithThePaper = false) => {
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(house.as('ana').token ?? ''),
    ]);
    const paper = isWithThePaper ? house.newId() : earlier;
    if (isWithThePaper)
      await login.query(`insert into consent (agency_id, consent_id, client_id, form, classes, purposes, valid_from, signed_on, recorded_at, recorded_by)
        values (auth.agency(), '${paper}', '${clientId}', 'DOH-5055', '{general}', '{case_conference}', auth.today(), auth.today(),
          auth.now(), auth.actor())`);
    const asked = `insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, provider_id, organization_id, initials,
        since, recorded_at, recorded_by)
      values (auth.agency(), '${house.newId()}', '${paper}', '${clientId}', 'recipient', ${recipient}, '${initials}', auth.today(),
        auth.now(), auth.actor())`;
    const outcome = await login.query(asked).then(
      ({ rowCount }) => rowCount,
      (fault: unknown) => (fault instanceof pg.DatabaseError ? fault.code : String(fault)),
    );
    await login.query('rollback');
    return outcome;
  };
  const agency = `'organization', null, '${lee.organizationId}'`;
  const court = `'organization', null, '${mo.organizationId}'`;
  const person = `'person', '${lee.providerId}', '${lee.organizationId}'`;

  for (const addedLater of [court, person]) {
    expect(await named(addedLater, '')).toBe('42501');
    expect(await named(addedLater, 'AR')).toBe(1);
    // Written together with the paper they are of its first list, whatever initials stand beside them.
    expect(await named(addedLater, 'AR', true)).toBe('42501');
  }
  expect([await named(agency, ''), await named(agency, '', true)]).toEqual([1, 1]);
  await login.end();
});

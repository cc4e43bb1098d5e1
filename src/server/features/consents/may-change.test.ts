import { afterAll, beforeEach, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { pastTheApplication } from '#test/past-the-application.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, meet, ask, record, tell, list, stop, standings } = await consentScene(house);
let clientId: string;
beforeEach(async () => {
  clientId = await meet();
});
afterAll(() => house.close());

const healthHome = {
  form: 'DOH-5055',
  validUntil: '',
  recipients: [{ kind: 'organization', id: lee.organizationId }],
};

test('a colleague who may know what is general records "nothing more to her", and it reaches what they may not know (EP-14, REQ-035)', async () => {
  const restricted = await record({ classes: ['hiv'] });
  const stopped = await stop('bo');

  expect(stopped.status).toBe(200);
  expect(JSON.stringify([stopped.body, await list('bo')])).not.toMatch(/hiv/i);
  expect((await standings())[restricted]).toBe('revoked');
});

test('a colleague who may not record a class cannot take a refusal of it away, by any way (EP-14, REQ-035)', async () => {
  const refusal = await record({ isRefusal: true, classes: ['general', 'hiv'] });
  for (const [what, body] of [
    ['withdraw', { reason: 'entered-twice' }],
    ['revoke', {}],
  ] as const)
    expect(await tell('bo', `${refusal}/${what}`, body)).toMatchObject({
      status: 403,
      body: { type: 'consent-not-yours-to-change' },
    });
  const replacing = { classes: ['general'], replaces: [refusal] };
  expect((await ask('bo', replacing)).body.type).toBe('consent-not-yours-to-change');
  expect((await standings())[refusal]).toBe('holds');
});

test('a colleague names nobody on a paper that may hold more than they know, and corrects their own (EP-14, REQ-035)', async () => {
  const paper = await record(healthHome);
  const recipient = { kind: 'organization', id: mo.organizationId };
  const named = await tell('bo', `${paper}/recipients`, {
    recipient,
    initials: 'AR',
    initialsOn: '2026-05-03',
  });
  const own = (await ask('bo', { classes: ['general'] })).body.consentId;

  expect(named.body.type).toBe('consent-not-yours-to-change');
  const mine = (await list('bo')).filter(({ mayChange }) => mayChange);
  expect(mine.map(({ consentId }) => consentId)).toEqual([own]);
  expect((await tell('bo', `${own}/withdraw`, { reason: 'entered-twice' })).status).toBe(200);
});

test('of a paper that is wholly restricted a colleague learns nothing, also by taking it back (EP-14, REQ-178)', async () => {
  const restricted = await record({ classes: ['hiv'] });
  const absent = await tell('bo', '019a0000-0000-7000-8000-000000000000/revoke');

  expect(await tell('bo', `${restricted}/revoke`)).toMatchObject({
    status: 404,
    body: absent.body,
  });
  const own = await record({ classes: ['general'] });
  expect((await tell('bo', `${own}/revoke`, { also: [restricted] })).status).toBe(404);
  expect(await standings()).toMatchObject({ [restricted]: 'holds', [own]: 'holds' });
});

test('nor past the application: the database keeps a refusal, and a paper’s parties, from whoever may not know them (S3, EP-14)', async () => {
  const refusal = await record({ isRefusal: true, classes: ['hiv'] });
  const paper = await record(healthHome);
  const as = pastTheApplication(house);
  const changes = [
    `update consent set withdrawn_at = auth.now(), withdrawn_by = auth.actor(), withdrawn_reason = 'other' where consent_id = '${refusal}'`,
    `update consent set revoked_at = auth.now(), revoked_by = auth.actor() where consent_id = '${refusal}'`,
    `update consent set superseded_at = auth.now(), superseded_by = '${paper}' where consent_id = '${refusal}'`,
    `update consent set ended_on = auth.today(), ended_by = auth.actor() where consent_id = '${refusal}'`,
    `insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, organization_id, since, recorded_at, recorded_by)
       values (auth.agency(), '${house.newId()}', '${paper}', '${clientId}', 'recipient', 'organization', '${mo.organizationId}',
         auth.today(), auth.now(), auth.actor())`,
    `insert into consent (agency_id, consent_id, client_id, classes, purposes, valid_from, signed_on, recorded_at, recorded_by)
       values (auth.agency(), '${house.newId()}', '${clientId}', '{hiv}', '{case_conference}', auth.today(), auth.today(), auth.now(),
         auth.actor())`,
  ];
  for (const change of changes) {
    expect(await as('bo', change)).toBe('42501');
    expect(await as('ana', change)).toBe(1);
  }
});

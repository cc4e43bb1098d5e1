import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { signers } from '#domain/consent/consent-forms.ts';
import { consentScene } from '#test/given-consents.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { lee, mo, meet, record, stop, ask, list, given, agency, program, ana } =
  await consentScene(house);
let clientId: string;
beforeEach(async () => {
  clientId = await meet();
});
afterAll(() => house.close());

const treating = { kind: 'treating-providers' };
const part2 = { form: 'part-2-tpo', classes: ['general', 'sud'], recipients: [treating] };

test('who treats a client is named also while nobody does: the paper is kept, read and taken back (REQ-035)', async () => {
  const paper = await record(part2);
  expect(await list()).toMatchObject([{ consentId: paper, standing: 'holds' }]);
  expect((await stop('ana', { recipient: treating })).status).toBe(200);
  expect(await list()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ consentId: paper, standing: 'revoked' }),
      expect.objectContaining({ isRefusal: true, standing: 'holds' }),
    ]),
  );
  for (const path of ['', '/consents', '/record', '/disclosures'])
    expect((await house.as('ana').get(`/api/clients/${clientId}${path}`)).status).toBe(200);
});

test('an id is the same however its letters are written: what is taken back from somebody is not more by it (REQ-035, S8)', async () => {
  const { clientId: own } = await given.client(agency, { program, worker: ana, name: 'Cap Ital' });
  const consents = async (id: string) =>
    (await house.as('ana').get(`/api/clients/${id}/consents`)).body.consents;
  const path = `/api/clients/${own.toUpperCase()}/consents`;
  const signed = await house.as('ana').post(path, {
    form: 'DOH-2557',
    recipients: [{ kind: 'organization', id: lee.organizationId.toUpperCase() }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2026-05-01',
    validUntil: '2027-05-01',
    signedOn: '2026-05-01',
  });
  expect(signed.status).toBe(200);
  expect(await consents(own.toUpperCase())).toEqual(await consents(own));
  const stopped = await house.as('ana').post(`${path}/stop-telling`, {
    recipient: { kind: 'organization', id: lee.organizationId.toUpperCase() },
    how: 'oral',
  });
  expect(stopped.status).toBe(200);
  expect(await consents(own)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ consentId: signed.body.consentId, standing: 'revoked' }),
    ]),
  );
});

const text = fc.oneof(
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '2026-05-01',
    '0000-01-01',
    '9999-12-31',
    'a'.repeat(5_000),
  ),
  fc.string(),
);
const anything = fc.oneof(
  text,
  fc.constantFrom(null, [], {}, 2 ** 53, -1, Number.MAX_VALUE, true, ['x']),
);
const oneOf = (wanted: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: wanted }, { weight: 1, arbitrary: anything });
const id = fc.constantFrom(
  lee.providerId,
  lee.organizationId,
  mo.providerId,
  mo.organizationId.toUpperCase(),
  ana.staffId,
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
);
const kinds = ['provider', 'support', 'organization', 'role-class', 'treating-providers'];
const party = fc.record(
  {
    kind: oneOf(fc.constantFrom(...kinds)),
    id: oneOf(id),
    providerClass: oneOf(fc.constantFrom(...providerClasses)),
  },
  { requiredKeys: ['kind'] },
);
const saying = fc.record(
  {
    recipient: oneOf(party),
    how: oneOf(fc.constantFrom('written', 'oral')),
    saidOn: oneOf(fc.constantFrom('', '2026-05-01', '2026-04-01', '2027-01-01')),
    by: oneOf(fc.constantFrom(...signers)),
  },
  { requiredKeys: ['recipient'] },
);
const paper = fc.record(
  {
    form: fc.constantFrom('part-2-tpo', 'DOH-5055', 'agency-release', 'hipaa-authorization'),
    recipients: fc.array(party, { minLength: 1, maxLength: 3 }),
    excluded: fc.array(party, { maxLength: 2 }),
    isRefusal: fc.boolean(),
    validUntil: fc.constantFrom('', '2027-05-01', '2026-05-04'),
    classes: fc.constantFrom(['general'], ['general', 'sud'], ['hiv']),
  },
  { requiredKeys: ['form', 'recipients', 'classes'] },
);
const anybody = fc.constantFrom('ana', 'bo', 'cy', 'hal', 'sue');

test(
  'whatever is sent to stop telling somebody, by whomever, is done or refused, and never breaks (REQ-035, S8)',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anybody,
        fc.array(paper, { maxLength: 2 }),
        saying,
        async (who, papers, said) => {
          for (const one of papers) expect((await ask('ana', one)).status).toBeLessThan(500);
          const answers = await Promise.all([stop(who, said), stop('ana', said)]);
          for (const { status } of answers) expect(status).toBeLessThan(500);
        },
      ),
      { seed: 4, numRuns: 40 },
    );
  },
);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentScene } from '#test/given-consents.ts';
import { origin, startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const { lee, mo, meet, record } = await consentScene(house);
let clientId = '';
afterAll(() => house.close());

/** The same people, still signed in. */
const later = async (moment: string) => {
  await house.at(moment);
  await house.owner.query(
    `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
  );
  await house.owner.query(`update auth.session_scope set used_at = auth.now()`);
};
const spoken = async (told: string[], on: string, time: string, id = lee.providerId) => {
  const { status, body } = await house.as('ana').post(`/api/clients/${clientId}/contacts`, {
    partner: { kind: 'provider', id },
    activity: 'arranging-access',
    channel: 'phone',
    on,
    time,
    note: 'The clinic has an evening slot on Tuesday.',
    told,
  });
  expect([status, body]).toEqual([200, expect.anything()]);
};
const inEmergency = async (classes: string[], on: string, time: string) => {
  const { status } = await house.as('ana').post(`/api/clients/${clientId}/disclosures/emergency`, {
    to: { kind: 'provider', id: mo.providerId },
    classes,
    reason: 'medical-emergency',
    channel: 'telephone',
    on,
    time,
    words: 'The ambulance crew asked what Alma takes before they treated her.',
  });
  expect(status).toBe(200);
};

/** Everything was told on two days, at their common midnight in the agency's time zone. */
beforeAll(async () => {
  clientId = await meet();
  const care = { purposes: ['care_coordination'] };
  await record({ ...care, form: 'part-2-specific', classes: ['general', 'sud'] });
  await record({
    ...care,
    form: 'DOH-2557',
    classes: ['general', 'hiv'],
    recipients: [{ kind: 'provider', id: mo.providerId }],
  });
  await later('2026-05-05T14:00:00Z');
  await spoken(['sud'], '2026-05-04', '23:59');
  await spoken(['sud'], '2026-05-05', '00:00');
  await spoken(['general'], '2026-05-05', '08:00');
  await spoken(['general', 'hiv'], '2026-05-05', '08:15', mo.providerId);
  await inEmergency(['sud'], '2026-05-04', '23:58');
  await inEmergency(['general', 'sud'], '2026-05-05', '00:01');
});

type Line = {
  who: { name: string };
  whatInWords: string;
  at: string;
  basisInWords: string;
};
const lines = async (accounting: string, by = 'ana'): Promise<Line[]> =>
  (await house.as(by).get(`/api/clients/${clientId}/disclosures?accounting=${accounting}`)).body
    .disclosures;
const hour = (at: string) =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO('America/New_York')
    .toPlainDateTime()
    .toString()
    .slice(0, 16);
const told = async (accounting: string) =>
  (await lines(accounting))
    .map(({ who, whatInWords, at }) => `${hour(at)} ${who.name}: ${whatInWords}`)
    .toSorted();

const sud = 'Substance use information';
const before = `2026-05-04T23:59 Dr Hana Lee: ${sud}`;
const after = `2026-05-05T00:00 Dr Hana Lee: ${sud}`;
const crewBefore = `2026-05-04T23:58 Mo Chen: ${sud}`;
const crewAfter = `2026-05-05T00:01 Mo Chen: ${sud}, general information`;

test('what was told of substance use under a Part 2 consent stands in the Part 2 accounting and the list of recipients, and nothing else does (EP-18, REQ-034, REQ-036)', async () => {
  expect(await told('intermediary')).toEqual([before, after]);
  expect(await told('part2')).toEqual([crewBefore, before, after, crewAfter]);
  for (const { basisInWords } of await lines('intermediary'))
    expect(basisInWords).toMatch(/^With the client’s consent: Part 2: one disclosure, version 1/);

  expect(await lines('everything')).toHaveLength(6);
  expect(await told('hipaa')).toEqual([crewBefore, crewAfter]);
  expect(await told('hiv')).toEqual([
    '2026-05-05T08:15 Mo Chen: HIV-related information, general information',
  ]);
});

test('whoever may not know of substance use reads neither list, and takes none out (EP-14, REQ-178)', async () => {
  for (const accounting of ['part2', 'intermediary']) {
    expect(await lines(accounting, 'bo')).toEqual([]);
    for (const stranger of ['cy', 'hal'])
      expect(
        (
          await house
            .as(stranger)
            .get(`/api/clients/${clientId}/disclosures?accounting=${accounting}`)
        ).status,
      ).toBe(404);
  }
});

test('the list of recipients goes home on paper with whom it names and no other (EP-18)', async () => {
  const response = await house.app.request(
    `${origin}/api/clients/${clientId}/disclosures/print?accounting=intermediary`,
    { headers: { host: new URL(origin).host, cookie: `session=${house.as('ana').token}` } },
  );
  const { text } = await readPdf(new Uint8Array(await response.arrayBuffer()));

  expect(text).toContain('Dr Hana Lee');
  expect(text).not.toContain('Mo Chen');
});

test('three years reach back to the same day and not to the minute before it, in the agency’s time zone (EP-18, REQ-034)', async () => {
  const three = async () => [await told('intermediary'), await told('part2')];

  await later('2029-05-05T03:59:00Z');
  expect(await three()).toEqual([
    [before, after],
    [crewBefore, before, after, crewAfter],
  ]);
  await later('2029-05-05T04:00:00Z');
  expect(await three()).toEqual([[after], [after, crewAfter]]);
  await later('2029-05-06T03:59:00Z');
  expect(await three()).toEqual([[after], [after, crewAfter]]);
  await later('2029-05-06T04:00:00Z');
  expect(await three()).toEqual([[], []]);
});

test('six years of HIPAA reach back to the same day, HIV-related information and the whole log further (EP-18, REQ-034)', async () => {
  await later('2032-05-05T03:59:00Z');
  expect(await told('hipaa')).toEqual([crewBefore, crewAfter]);
  await later('2032-05-05T04:00:00Z');
  expect(await told('hipaa')).toEqual([crewAfter]);
  await later('2032-05-06T03:59:00Z');
  expect(await told('hipaa')).toEqual([crewAfter]);
  await later('2032-05-06T04:00:00Z');
  expect(await told('hipaa')).toEqual([]);

  expect(await lines('hiv')).toHaveLength(1);
  const others = (await lines('everything')).filter(({ who }) => who.name !== 'The client');
  expect(others).toHaveLength(6);
});

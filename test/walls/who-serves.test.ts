import { afterAll, beforeAll, expect, test } from 'vitest';
import { teller } from '#test/walls/canary-words.ts';
import { servedCases, type ServedCase as Case } from '#test/walls/served-cases.ts';
import { pastTheApplication } from '#test/past-the-application.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const tell = teller(house);
let served: Case;
let other: Case;
let counselor: { providerId: string; organizationId: string };
let physician: { providerId: string; organizationId: string };
afterAll(() => house.close());

beforeAll(async () => {
  ({ served, other, counselor, physician } = await servedCases(house));
});

/** As it would be read of either: their ids and numbers are their own. */
const asRead = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/:\d\d\.\d+Z/g, ':~Z')
    .replaceAll(/"(number|version|at)":("[^"]+"|\d+)|#\d+|Conference \d+/g, '~');

const pages = [
  ({ clientId }: Case) => `/api/clients/${clientId}`,
  ({ clientId }: Case) => `/api/clients/${clientId}/care-team`,
  ({ clientId }: Case) => `/api/clients/${clientId}/record`,
  ({ clientId }: Case) => `/api/clients/${clientId}/attempts`,
  ({ clientId }: Case) => `/api/clients/${clientId}/attempts/new`,
  ({ clientId }: Case) => `/api/clients/${clientId}/contacts/new`,
  ({ clientId }: Case) => `/api/clients/${clientId}/consents`,
  ({ clientId }: Case) => `/api/clients/${clientId}/disclosures`,
  ({ clientId }: Case) => `/api/clients/${clientId}/may-tell?providerId=${counselor.providerId}`,
  ({ clientId }: Case) =>
    `/api/clients/${clientId}/may-tell?organizationId=${counselor.organizationId}`,
  ({ conferenceId }: Case) => `/api/conferences/${conferenceId}`,
];
const asked = (who: string, about: Case) =>
  Promise.all(
    pages.map(async (page) => {
      const { status, body } = await house.as(who).get(page(about));
      return asRead(`${page(about)} ${status} ${JSON.stringify(body)}`);
    }),
  );
const differing = async (who: string) => {
  const [one, two] = [await asked(who, served), await asked(who, other)];
  return pages.flatMap((page, at) => (one[at] === two[at] ? [] : [asRead(page(other))]));
};

test('who looked at a case tells whoever lacks a training who opened it, and counts nothing that they do not see; whoever knows prints it whole (REQ-178, REQ-036, EP-14)', async () => {
  type Line = { who: { name: string }; inWords: string; times: number | null };
  const said = ({ who, inWords, times }: Line) => `${who.name}: ${inWords}, ${times}`;
  type Looked = { isWhole: boolean; lines: string[] };
  const looked = async (who: string, about: Case, after = ''): Promise<Looked> => {
    const { body } = await house.as(who).get(`/api/clients/${about.clientId}/looked${after}`);
    const lines = body.lines.map(said);
    const rest = body.next && (await looked(who, about, `?after=${body.next}`));
    return { isWhole: body.isWhole, lines: [...lines, ...(rest?.lines ?? [])] };
  };
  const printed = async (who: string, { clientId }: Case = served) =>
    (await house.as(who).get(`/api/clients/${clientId}/looked/print`)).status;
  // What there is more of is read more often.
  for (const part of ['care-team', 'care-team', 'care-team', 'consents'])
    await house.as('bo').get(`/api/clients/${served.clientId}/${part}`);
  await house.as('bo').get(`/api/clients/${other.clientId}/record`);
  for (const who of ['una', 'sue']) {
    const [one, two] = [await looked(who, served), await looked(who, other)];
    expect(one).toEqual(two);
    expect(one.isWhole).toBe(false);
    expect(one.lines).toContain('bo: Opened something of the case, null');
    expect(one.lines.join()).not.toMatch(/Changed|Sent|Read|\d/);
    expect(await printed(who)).toBe(403);
  }
  const whole = await looked('ana', served);
  expect(whole.isWhole).toBe(true);
  expect(whole.lines).toContain('bo: Read: the care team, 3');
  expect(whole.lines.join()).toMatch(/Changed: the care team.*/);
  expect(whole.lines.length).toBeGreaterThan((await looked('ana', other)).lines.length);
  expect(await printed('ana')).toBe(200);
  // A list that is taken home stands in the log, and so of both.
  expect(await printed('ana', other)).toBe(200);
});

test.each(['bo', 'una', 'sue', 'north-admin'])(
  'who serves somebody where that tells a class is no more there for %s than where nobody does (S4, EP-14, EP-15, REQ-036)',
  async (who) => {
    const [one, two] = [await asked(who, served), await asked(who, other)];
    for (const [at, text] of one.entries()) expect(text).toBe(two[at]);
  },
);

test('control: whoever has the case and the training, and whoever sits in the meeting, reads it (S4)', async () => {
  const known = await differing('ana');
  for (const part of ['/care-team', '/attempts', '/consents', '/conferences/'])
    expect(known.filter((page) => page.includes(part))).not.toEqual([]);
  expect(
    JSON.stringify((await house.as('ben').get(`/api/conferences/${served.conferenceId}`)).body),
  ).toContain('Recovery counselor');
});

test('the due list by that provider holds nobody for them, and the case for who may know (EP-14)', async () => {
  const due = async (who: string, scope: string) => {
    const { body } = await house
      .as(who)
      .get(`/api/today/due?scope=${scope}&providerId=${counselor.providerId}`);
    return JSON.stringify(body).includes(served.clientId);
  };
  for (const [who, scope] of [
    ['bo', 'team'],
    ['sue', 'all'],
    ['north-admin', 'all'],
  ] as const)
    expect(await due(who, scope)).toBe(false);
  expect(await due('ana', 'mine')).toBe(true);
});

test('whoever may not know names nobody of there: the answer is the same whether they are named already (EP-14, EP-15)', async () => {
  const add = (who: string, { clientId }: Case) =>
    house.as(who).post(`/api/clients/${clientId}/care-team/add`, {
      kind: 'provider',
      personId: counselor.providerId,
      from: '2027-03-01',
    });
  const ask = (who: string, { clientId, enrollmentId }: Case) =>
    house.as(who).post(`/api/clients/${clientId}/attempts`, {
      enrollmentId,
      on: '2027-02-12',
      channel: 'telephone',
      outcome: 'no_response',
      to: { kind: 'provider', id: counselor.providerId },
      nextStep: 'write',
    });
  for (const who of ['bo', 'una', 'sue'])
    for (const [say, path] of [
      [add, 'personId'],
      [ask, 'to'],
    ] as const) {
      const [one, two] = [await say(who, served), await say(who, other)];
      expect([one.status, one.body]).toEqual([two.status, two.body]);
      expect(one.body).toMatchObject({
        type: 'not-yours-to-name',
        status: 409,
        fields: [{ path }],
      });
    }
  expect((await add('ana', served)).body.type).toBe('already-on-care-team');
});

test('nor past the application: the database neither shows nor takes it from them, and gives the row its class itself (S3, EP-15)', async () => {
  const as = pastTheApplication(house);
  const add = `insert into care_team_member (agency_id, care_team_member_id, client_id, provider_id)
    values (auth.agency(), '${house.newId()}', '${other.clientId}', '${counselor.providerId}')`;
  const invited = `select from review_attendee w join attendee a using (agency_id, attendee_id) where a.provider_id = '${counselor.providerId}'`;
  const team = `select from care_team_member where provider_id = '${counselor.providerId}'`;

  for (const who of ['bo', 'una', 'sue', 'north-admin']) {
    expect(await as(who, add)).toBe('42501');
    expect(await as(who, team)).toBe(0);
    expect(await as(who, invited)).toBe(0);
  }
  for (const text of [add, team, invited]) expect(await as('ana', text)).toBe(1);
  expect(await as('ana', `update care_team_member set class = 'general'`)).toBe('42501');
});

test('whoever does not take part, and might pass somebody by, changes nothing in any meeting (EP-12, EP-15)', async () => {
  const call = async (who: string, { conferenceId }: Case) => {
    const { status, body } = await house
      .as(who)
      .post(`/api/conferences/${conferenceId}/cancel`, { reason: 'Nobody can come.' });
    return [status, body];
  };
  for (const who of ['bo', 'sue']) {
    expect(await call(who, served)).toEqual(await call(who, other));
    expect(await call(who, served)).toMatchObject([403, { type: 'not-taking-part' }]);
  }
});

test('a paper that is taken back by whoever does not see all who were asked reaches those too (EP-12)', async () => {
  const at = `/api/clients/${served.clientId}/consents`;
  await tell('ana', at, {
    form: 'agency-release',
    recipients: [
      { kind: 'provider', id: physician.providerId },
      { kind: 'provider', id: counselor.providerId },
    ],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2027-12-01',
    signedOn: '2027-03-01',
  });
  const { consents } = (await house.as('ana').get(at)).body;
  const named = ({ recipients }: { recipients: unknown[] }) => recipients.length;
  const [both] = consents.filter((paper: { recipients: unknown[] }) => named(paper) === 2);
  // What stands beside it ends too, so that nothing covers the counselor any more.
  await house.owner.query(
    `update consent c set revoked_at = auth.now() from consent_party p where p.consent_id = c.consent_id and c.consent_id <> $1
       and p.provider_id = $2`,
    [both.consentId, counselor.providerId],
  );
  const seen = (await house.as('bo').get(at)).body.consents.filter(
    ({ consentId }: { consentId: string }) => consentId === both.consentId,
  );
  expect(seen.map(named)).toEqual([1]);
  const invited = async () =>
    (
      await house.owner.query(
        `select from review_attendee w join attendee a using (agency_id, attendee_id) where a.provider_id = $1 and w.invited_at is not null`,
        [counselor.providerId],
      )
    ).rowCount;
  expect(await invited()).toBe(1);

  const { body } = await house.as('bo').post(`/api/consents/${both.consentId}/revoke`, {});
  expect(body).toMatchObject({ done: true, invitationsTakenBack: 0, cancelledMails: 0 });
  await house.runJobs();

  expect(await invited()).toBe(0);
});

test('an organization that tells more from now on takes what was written with it; less than before is never said of it (EP-14)', async () => {
  const say = (told: string) =>
    house.as('north-admin').post(`/api/directory/organizations/${physician.organizationId}`, {
      name: 'Riverside Clinic',
      class: told,
    });
  const sees = async (who: string) =>
    JSON.stringify((await house.as(who).get(`/api/clients/${other.clientId}/care-team`)).body);
  expect(await sees('bo')).toContain('Riverside Clinic');

  expect((await say('hiv')).status).toBe(200);
  expect(await sees('bo')).not.toContain('Riverside Clinic');
  expect(await sees('ana')).toContain('Riverside Clinic');

  for (const less of ['general', 'sud'])
    expect(await say(less)).toMatchObject({ status: 400, body: { fields: [{ path: 'class' }] } });
  expect(await sees('bo')).not.toContain('Riverside Clinic');
});

test('control: without the walls a colleague reads who serves them (S4)', async () => {
  await house.owner.query(`
    alter policy knows_class on care_team_member using (true);
    alter policy may_read on care_team_member using (exists (select from auth.in_reach r
      where r.agency_id = care_team_member.agency_id and r.client_id = care_team_member.client_id))`);

  for (const who of ['bo', 'una', 'north-admin'])
    expect(await differing(who)).toContain('/api/clients/<id>/care-team');
});

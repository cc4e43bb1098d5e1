import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { newId } from '#server/platform/ids.ts';
import { startHouse } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

// Dr Lee is asked to a meeting about a client under a paper; what differs between the worlds is for ana alone to know, who has the case.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
const worlds = ['plain', 'class', 'expired', 'covered', 'refused', 'served', 'form'] as const;
type World = (typeof worlds)[number];
type Lived = GivenClient & { paper: string; endless: string; lee: string };
const lived = new Map<World, Lived>();
afterAll(() => house.close());
beforeAll(async () => {
  await house.at('2027-03-10T12:00:00Z');
  for (const world of worlds) lived.set(world, await begin(world));
}, 120_000);

async function begin(world: World): Promise<Lived> {
  const agency = await given.agency(world);
  const program = await given.program(agency);
  const harbor = await given.program(agency, { name: 'Harbor' });
  const inProgram = { roles: ['case-manager' as const], program };
  const ana = await given.staff(agency, `ana-${world}`, inProgram);
  const ben = await given.staff(agency, `ben-${world}`, inProgram);
  await given.staff(agency, `bo-${world}`, inProgram);
  await given.staff(agency, `una-${world}`, { ...inProgram, trained: [] });
  await given.staff(agency, `cy-${world}`, { roles: ['case-manager'], program: harbor });
  const client = await given.client(agency, { program, worker: ana });
  const lee = await given.provider(agency);
  const gate = await given.provider(agency, {
    name: 'Marisol Whit',
    organization: 'Open Gate Recovery',
    tells: 'sud',
  });
  const forLee = { kind: 'provider' as const, id: lee.providerId };
  const sign = (more: object) =>
    tell(`ana-${world}`, `/api/clients/${client.clientId}/consents`, {
      form: 'DOH-5032',
      recipients: [forLee],
      classes: ['general'],
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
      ...more,
    });
  const both = { classes: ['general', 'hiv'] };
  const { consentId } = await sign(both);
  await sign({ classes: ['general', 'sud'], validUntil: '2027-03-20' });
  const hiv = { form: 'DOH-2557', classes: ['hiv'] };
  if (world === 'covered') await sign(hiv);
  if (world === 'expired') await sign({ ...hiv, validUntil: '2027-03-08' });
  if (world === 'refused') await sign({ ...hiv, isRefusal: true });
  const isServed = world === 'served';
  const partners = isServed ? [lee, gate] : [lee];
  const { consentId: endless } = await sign({
    form: world === 'form' ? 'part-2-tpo' : 'DOH-5055',
    validUntil: '',
    classes: ['general', 'sud'],
    recipients: partners.map(({ organizationId: id }) => ({ kind: 'organization', id })),
    purposes: ['care_coordination'],
  });
  if (isServed)
    await sign({
      classes: ['general', 'sud'],
      recipients: [{ kind: 'provider', id: gate.providerId }],
    });
  const people = partners.map(({ providerId: id }) => ({ kind: 'provider' as const, id }));
  const meeting = await meetings.planned(`ana-${world}`, [client], { ana, bo: ben, people });
  await meetings.invited(`ana-${world}`, meeting);
  if (world === 'class')
    await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
      program.programId,
    ]);
  return { ...client, paper: consentId, endless, lee: lee.providerId };
}

const of = (world: World): Lived => {
  const found = lived.get(world);
  if (!found) throw new Error(world);
  return found;
};

const unnamed = { id: '~', conferenceId: '~' };

/** What each question answers somebody, without the ids that differ between any two worlds. */
async function told(who: string, world: World): Promise<unknown[]> {
  const { clientId, paper, lee, endless } = of(world);
  const as = house.as(`${who}-${world}`);
  const answers = [
    await as.post(`/api/consents/${paper}/preview`),
    await as.post(`/api/clients/${clientId}/consents/stop-telling/preview`, {
      recipient: { kind: 'provider', id: lee },
    }),
    await as.post(`/api/consents/${endless}/preview`),
  ];
  return answers.map(({ status, body }) =>
    status === 200
      ? { ...body, invitations: body.invitations.map((each: object) => ({ ...each, ...unnamed })) }
      : { status, body },
  );
}

// Ben takes part in the meeting, and so sees who else does.
test.each(['bo', 'una', 'ben'])(
  'what would stop is said to %s alike, whatever the case holds beside what they may know: a kind, a paper, a partner, a form (S4, EP-14, EP-15, REQ-035)',
  async (who) => {
    const plain = await told(who, 'plain');

    expect(plain).toHaveLength(3);
    expect(plain[1]).toMatchObject({
      isWhole: false,
      invitations: [{ person: 'Dr Hana Lee, Riverside Clinic' }],
    });
    for (const world of worlds) expect(await told(who, world)).toEqual(plain);
  },
);

test('control: whoever has the case reads what will stop in each of them (S4, REQ-035)', async () => {
  const plain = await told('ana', 'plain');
  expect(plain[0]).toMatchObject({ isWhole: true, invitations: [] });

  expect((await told('ana', 'class'))[0]).toMatchObject({
    invitations: [{ person: 'Dr Hana Lee, Riverside Clinic' }],
  });
  expect((await told('ana', 'form'))[2]).toMatchObject({ toTell: [] });
  expect((await told('ana', 'served'))[2]).toMatchObject({
    toTell: expect.arrayContaining(['Open Gate Recovery']),
  });
});

test('strangers ask about no paper and no person, whoever else may not do so is refused before (S1, EP-15)', async () => {
  const { clientId, paper, lee } = of('plain');
  for (const path of [
    `/api/consents/${paper}/preview`,
    `/api/clients/${clientId}/consents/stop-telling/preview`,
  ]) {
    const body = path.includes('stop') ? { recipient: { kind: 'provider', id: lee } } : {};
    const nowhere = path.replace(/[0-9a-f-]{36}/, '01a42f4f-75b1-7005-aa7e-823f705586d0');
    for (const stranger of ['cy-plain', 'ana-class']) {
      const answer = await house.as(stranger).post(path, body);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual((await house.as(stranger).post(nowhere, body)).body);
    }
    expect((await house.as('plain-admin').post(path, body)).status).toBe(403);
  }
});

test('to ask beside a paper of somebody else’s client finds neither (S1, EP-15)', async () => {
  const { paper } = of('plain');
  const answer = await house
    .as('ana-plain')
    .post(`/api/consents/${paper}/preview`, { also: [of('class').paper] });
  expect(answer.status).toBe(404);
});

/** Dee works for both programs and plans a meeting about a client of each; ana sees the first alone. */
async function sharedMeeting(world: string, isAskedForBoth: boolean) {
  const agency = await given.agency(world);
  const [program, harbor] = [
    await given.program(agency),
    await given.program(agency, { name: 'Harbor' }),
  ];
  const inProgram = { roles: ['case-manager' as const], program };
  const ana = await given.staff(agency, `ana-${world}`, inProgram);
  const dee = await given.staff(agency, `dee-${world}`, inProgram);
  const eve = await given.staff(agency, `eve-${world}`, inProgram);
  for (const { staffId } of [dee, eve])
    await house.owner.query(
      `with seat as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
         values ($1, $2, $2, 'case-manager', '2020-01-01', '2020-01-01Z')`,
      [
        agency.agencyId,
        newId(Temporal.Instant.from('2027-03-10T12:00:00Z')),
        harbor.teamId,
        staffId,
      ],
    );
  const alma = await given.client(agency, { program, worker: ana });
  const bert = await given.client(agency, { program: harbor, worker: dee, name: 'Bert Chen' });
  const { providerId } = await given.provider(agency);
  const papers: { consentId: string }[] = [];
  for (const [who, { clientId }] of [
    ['ana', alma],
    ['dee', bert],
  ] as const)
    papers.push(
      await tell(`${who}-${world}`, `/api/clients/${clientId}/consents`, {
        form: 'agency-release',
        recipients: [{ kind: 'provider', id: providerId }],
        classes: ['general'],
        purposes: ['case_conference'],
        validFrom: '2027-03-01',
        validUntil: '2028-03-01',
        signedOn: '2027-03-01',
      }),
    );
  const lee = { kind: 'provider' as const, id: providerId, clients: isAskedForBoth ? [0, 1] : [0] };
  const team = { ana: dee, bo: eve, people: [lee] };
  const meeting = await meetings.planned(`dee-${world}`, [alma, bert], team);
  await meetings.invited(`dee-${world}`, meeting);
  const asked = async (who: string) =>
    (await house.as(`${who}-${world}`).post(`/api/consents/${papers[0]?.consentId}/preview`)).body
      .invitations[0];
  return { ana: await asked('ana'), dee: await asked('dee') };
}

test('whether they stay asked for a client whom the asker does not see, and so whether their mail leaves, is not said (S4, EP-15)', async () => {
  const alone = await sharedMeeting('alone', false);
  const both = await sharedMeeting('both', true);

  expect(both.dee).toMatchObject({ staysAsked: true, unsentMails: 0 });
  expect(alone.dee).toMatchObject({ staysAsked: false, unsentMails: 1 });
  expect({ ...both.ana, ...unnamed }).toEqual({ ...alone.ana, ...unnamed });
  expect(both.ana).toMatchObject({ staysAsked: null, unsentMails: null });
});

test('asking is in the trail, as reading (S16)', async () => {
  const { clientId, paper } = of('plain');
  await house.as('ana-plain').post(`/api/consents/${paper}/preview`);
  const { rows } = await house.owner.query<{ ids: string[] }>(
    `select ids from audit where operation = 'POST /api/consents/:consentId/preview' and ids @> array[$1::uuid]`,
    [paper],
  );
  expect(rows.at(-1)?.ids).toContain(clientId);
});

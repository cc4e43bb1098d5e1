import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;
let lee: { providerId: string };
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
  lee = await given.provider(work.agency);
  const seat = { program: work.program, teamRole: 'supervisor' } as const;
  await given.staff(work.agency, 'sue', { roles: ['supervisor'], ...seat });
});
beforeEach(async () => {
  client = await given.client(work.agency, { program: work.program, worker: work.ana });
});

const here = () => `/api/clients/${client.clientId}`;
const read = async (name: string, path: string) =>
  JSON.stringify((await house.as(name).get(path)).body);
/** Everybody but the last two sees the case and may not read what is restricted of it. */
const [others, theirs] = [
  ['di', 'riverbend-admin'],
  ['ana', 'sue'],
];

describe('what somebody serves as', () => {
  const becomes = (held: string) =>
    house.owner.query(`insert into client_class values ($1, $2, $3, 'test', now())`, [
      work.agency.agencyId,
      client.clientId,
      held,
    ]);
  const servesAs = 'Keeps the HIV regimen';
  const add = (name: string, more: object = { servesAs }) =>
    house.as(name).post(`${here()}/care-team/add`, {
      kind: 'provider',
      personId: lee.providerId,
      from: '2027-03-01',
      ...more,
    });
  const member = async (name: string) =>
    (await house.as(name).get(`${here()}/care-team`)).body.members[0];
  const classOfWords = async () =>
    (
      await house.owner.query(
        `select n.class from fact_note n join care_team_member_version v on v.serves_as_id = n.about_id
         join care_team_member m using (care_team_member_id) where m.client_id = $1 and v.superseded_at is null`,
        [client.clientId],
      )
    ).rows.map((row) => row.class);
  /** Every page that tells who is on a care team, and the paper about contacts with them. */
  const waysOut = async (name: string) => {
    const meeting = await meetings.planned('ana', [client], { ...work, people: [] });
    const pages = [
      `${here()}/care-team`,
      `/api/conferences/${meeting.conferenceId}`,
      `${here()}/contact-frequency?from=2027-03-01&until=2027-03-15`,
      `${here()}/record`,
      `${here()}/attempts/new`,
      `${here()}/contacts/partners?text=`,
    ];
    return (await Promise.all(pages.map((page) => read(name, page)))).join('\n');
  };

  test.each(['ana', 'di', 'riverbend-admin'])(
    'has the class of the case, whoever writes it: %s may, and only who may know it reads it (EP-07, REQ-178)',
    async (writer) => {
      await becomes('hiv');
      expect((await add(writer)).status).toBe(200);

      expect(await classOfWords()).toEqual(['hiv']);
      for (const name of others.filter((each) => each !== writer))
        expect(await waysOut(name)).not.toContain(servesAs);
      expect((await member('ana')).servesAs).toBe(servesAs);
      expect(await waysOut('ana')).toContain(servesAs);
    },
  );

  test('is missed by nobody: with words or without, the others read the same (S4)', async () => {
    await becomes('hiv');
    await add('ana', {});
    const without = await Promise.all(others.map((name) => member(name)));
    const { careTeamMemberId } = await member('ana');
    const change = `/api/care-team/${careTeamMemberId}/change`;
    expect((await house.as('ana').post(change, { servesAs })).status).toBe(200);

    expect(await member('ana')).toMatchObject({ servesAs, servesAsClass: 'hiv' });
    expect(await Promise.all(others.map((name) => member(name)))).toEqual(without);
  });

  test('stays with the person when somebody who may not read it says who they are, or takes them off (REQ-174)', async () => {
    await becomes('hiv');
    await add('ana');
    const { careTeamMemberId } = await member('ana');
    const path = `/api/care-team/${careTeamMemberId}`;
    expect((await house.as('di').post(`${path}/change`, { isKeyProvider: true })).status).toBe(200);
    expect(await member('ana')).toMatchObject({ servesAs, isKeyProvider: true });
    const leave = { until: '2027-03-15' };
    expect((await house.as('di').post(`${path}/leave`, leave)).status).toBe(200);

    expect(await member('ana')).toMatchObject({ servesAs, until: '2027-03-15' });
  });

  test('is written over by nobody who may not read it, and the refusal is the same where it is open (S4)', async () => {
    await add('ana', { servesAs: 'Primary care' });
    const change = async () => {
      const { careTeamMemberId } = await member('di');
      const words = { servesAs: 'Dentist' };
      return house.as('di').post(`/api/care-team/${careTeamMemberId}/change`, words);
    };
    expect((await member('di')).servesAs).toBe('Primary care');
    const open = await change();
    await becomes('hiv');
    const closed = await change();

    expect(open).toMatchObject({ status: 400, body: { fields: [{ path: 'servesAs' }] } });
    expect([closed.status, closed.body]).toEqual([open.status, open.body]);
  });

  test('is lowered by whoever may read the whole case, which is written down, and raised by anybody (EP-14, REQ-178)', async () => {
    await becomes('hiv');
    await add('ana', { servesAs: 'Primary care', class: 'general' });
    expect((await member('di')).servesAs).toBe('Primary care');
    const { rows } = await house.owner.query(
      `select class, lowered_to, lowered_by from lowered_class where client_id = $1`,
      [client.clientId],
    );
    expect(rows).toEqual([{ class: 'hiv', lowered_to: 'general', lowered_by: work.ana.staffId }]);

    client = await given.client(work.agency, { program: work.program, worker: work.ana });
    await add('di', { servesAs: 'Counselor', class: 'sud' });
    expect(await classOfWords()).toEqual(['sud']);
    await becomes('hiv');
    client = await given.client(work.agency, { program: work.program, worker: work.ana });
    await becomes('hiv');
    await add('di', { servesAs: 'Primary care', class: 'general' });
    expect(await classOfWords()).toEqual(['hiv']);
  });

  test('past the application, too, nobody says that their words are less than what they may not read (S1)', async () => {
    await becomes('hiv');
    expect(await lowerPast('di')).toBe('hiv');
    expect(await lowerPast('ana')).toBe('general');
  });
  const lowerPast = async (name: string) => {
    const noteId = house.newId();
    const login = new pg.Client(house.logins.app);
    await login.connect();
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(house.as(name).token ?? ''),
    ]);
    await login.query(
      `insert into fact_note (agency_id, note_id, about_id, client_id, class, body, written_by, written_at)
       values (auth.agency(), $1, $1, $2, 'general', 'x', auth.actor(), auth.now())`,
      [noteId, client.clientId],
    );
    await login.query('commit');
    await login.end();
    const { rows } = await house.owner.query(`select class from fact_note where note_id = $1`, [
      noteId,
    ]);
    return rows[0].class;
  };
});

describe('what stood where a list is now', () => {
  const noted = (aboutId: string, words: string) =>
    house.owner.query(
      `insert into fact_note (agency_id, note_id, about_id, client_id, class, body, written_at)
       values ($1, gen_random_uuid(), $2, $3, 'hiv', $4, now())`,
      [work.agency.agencyId, aboutId, client.clientId, words],
    );

  test('is read on the chart and in the record by whoever may know it, and is missed by nobody else (EP-07, REQ-178, REQ-142)', async () => {
    const rosa = { fullName: 'Rosa', relationship: 'sibling' };
    const { supportId } = (await house.as('ana').post(`${here()}/supports`, rosa)).body;
    const conference = {
      enrollmentIds: [client.enrollmentId],
      heldOn: '2027-02-01',
      source: 'earlier-system',
    };
    expect((await house.as('sue').post('/api/held-elsewhere', conference)).status).toBe(200);
    const number = { system: 'other', value: '77' };
    expect((await house.as('ana').post(`${here()}/identifiers/add`, number)).status).toBe(200);
    const pages = ['care-team', 'held-elsewhere', 'record', 'details'].map(
      (page) => `${here()}/${page}`,
    );
    const before = await Promise.all(
      others.flatMap((name) => pages.map((page) => read(name, page))),
    );

    await noted(supportId, 'Brings the HIV pills');
    const { rows } = await house.owner.query(
      `select held_elsewhere_id as id from held_elsewhere where client_id = $1`,
      [client.clientId],
    );
    await noted(rows[0].id, 'CAREWare');
    const numbers = await house.owner.query(
      `select identifier_id as id from client_identifier where client_id = $1`,
      [client.clientId],
    );
    await noted(numbers.rows[0].id, 'ADAP');

    expect(
      await Promise.all(others.flatMap((name) => pages.map((page) => read(name, page)))),
    ).toEqual(before);
    for (const name of theirs) {
      expect(await read(name, `${here()}/care-team`)).toContain('Brings the HIV pills');
      expect(await read(name, `${here()}/held-elsewhere`)).toContain('CAREWare');
      expect(await read(name, `${here()}/details`)).toContain('ADAP');
      expect(await read(name, `${here()}/record`)).toContain(
        'Source: Earlier computer system (CAREWare).',
      );
    }
  });

  test('is no longer to be written: a support, a source and whose number it is are of the list (REQ-178)', async () => {
    const support = { fullName: 'Joe', relationship: 'Sponsor of his recovery' };
    const added = await house.as('ana').post(`${here()}/supports`, support);
    const conference = { enrollmentIds: [client.enrollmentId], heldOn: '2027-02-01' };
    const held = await house
      .as('sue')
      .post('/api/held-elsewhere', { ...conference, source: 'CAREWare' });

    const number = { system: 'ADAP', value: '78' };
    expect(await house.as('ana').post(`${here()}/identifiers/add`, number)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'system' }] },
    });
    expect(added).toMatchObject({ status: 400, body: { fields: [{ path: 'relationship' }] } });
    expect(held).toMatchObject({ status: 400, body: { fields: [{ path: 'source' }] } });
    await house.as('ana').post(`${here()}/supports`, { ...support, relationship: 'friend' });
    await expect(house.owner.query(`update support set relationship = 'Sponsor'`)).rejects.toThrow(
      'check constraint',
    );
  });
});

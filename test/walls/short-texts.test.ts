import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await given.staff(work.agency, 'di', { roles: ['case-manager'], program: work.program });
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
    const pages = ['care-team', 'held-elsewhere', 'record'].map((page) => `${here()}/${page}`);
    const before = await Promise.all(
      others.flatMap((name) => pages.map((page) => read(name, page))),
    );

    await noted(supportId, 'Brings the HIV pills');
    const { rows } = await house.owner.query(
      `select held_elsewhere_id as id from held_elsewhere where client_id = $1`,
      [client.clientId],
    );
    await noted(rows[0].id, 'CAREWare');

    expect(
      await Promise.all(others.flatMap((name) => pages.map((page) => read(name, page)))),
    ).toEqual(before);
    for (const name of theirs) {
      expect(await read(name, `${here()}/care-team`)).toContain('Brings the HIV pills');
      expect(await read(name, `${here()}/held-elsewhere`)).toContain('CAREWare');
      expect(await read(name, `${here()}/record`)).toContain(
        'Source: Earlier computer system (CAREWare).',
      );
    }
  });

  test('is no longer to be written: a support and a source are of the list (REQ-178)', async () => {
    const support = { fullName: 'Joe', relationship: 'Sponsor of his recovery' };
    const added = await house.as('ana').post(`${here()}/supports`, support);
    const conference = { enrollmentIds: [client.enrollmentId], heldOn: '2027-02-01' };
    const held = await house
      .as('sue')
      .post('/api/held-elsewhere', { ...conference, source: 'CAREWare' });

    expect(added).toMatchObject({ status: 400, body: { fields: [{ path: 'relationship' }] } });
    expect(held).toMatchObject({ status: 400, body: { fields: [{ path: 'source' }] } });
    await house.as('ana').post(`${here()}/supports`, { ...support, relationship: 'friend' });
    await expect(house.owner.query(`update support set relationship = 'Sponsor'`)).rejects.toThrow(
      'check constraint',
    );
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#server/platform/database.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import { rescopeDue } from '#server/stores/clients/client-scope.ts';
import { staffWithoutAccess } from '#server/stores/care-teams.ts';
import { conferenceHeld } from '#test/conference-held.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { rescopeDaily } from './rescope-daily.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

type Dates = { from?: string; until?: string };
const last = '2027-02-28';
const next = '2027-03-01';

/** A zone, and half a minute before and after its midnight between the last and the next day. */
const zones = [
  ['Pacific/Auckland', '2027-02-28T10:59:30Z', '2027-02-28T11:00:30Z'],
  ['Pacific/Honolulu', '2027-03-01T09:59:30Z', '2027-03-01T10:00:30Z'],
] as const;

describe.each(zones)('in %s', (zone, before, after) => {
  const named = (who: string) => `${zone}-${who}`;
  const staffIds = new Map<string, string>();
  let agency: GivenAgency;
  let program: GivenProgram;
  let client: GivenClient;

  async function staff(who: string, on?: GivenProgram) {
    const roles = ['case-manager', 'supervisor'] as const;
    const member = await given.staff(agency, named(who), {
      roles: [...roles],
      ...(on ? { program: on } : {}),
    });
    staffIds.set(who, member.staffId);
    return member;
  }
  async function onCareTeam(who: string, { from = '2020-01-01', until }: Dates) {
    const { staffId } = await staff(who);
    await house.owner.query(
      `with m as (insert into care_team_member (agency_id, care_team_member_id, client_id, staff_id) values ($1, $2, $3, $4) returning *)
       insert into care_team_member_version (agency_id, care_team_member_id, version_id, is_case_manager, valid_from, valid_to, recorded_at)
       select agency_id, care_team_member_id, $5, true, $6, $7, now() from m`,
      [agency.agencyId, house.newId(), client.clientId, staffId, house.newId(), from, until],
    );
    // The trigger of one statement does not see the identity row that the same statement adds.
    await house.owner.query(
      `update care_team_member_version set recorded_at = recorded_at where agency_id = $1`,
      [agency.agencyId],
    );
  }
  async function onTeam(who: string, role: string, { from = '2020-01-01', until }: Dates) {
    const { staffId } = await staff(who);
    await house.owner.query(
      `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4) returning *)
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, valid_to, recorded_at)
       select agency_id, team_member_id, $5, $6, $7, $8, now() from m`,
      [agency.agencyId, house.newId(), program.teamId, staffId, house.newId(), role, from, until],
    );
  }

  const people = () => [...staffIds.keys()];
  /** Who opens the client's page. */
  async function whoSees() {
    const found = await Promise.all(
      people().map(async (who) => {
        const { status } = await house.as(named(who)).get(`/api/clients/${client.clientId}`);
        expect([200, 404]).toContain(status);
        return status === 200 ? [who] : [];
      }),
    );
    return found.flat();
  }
  /** Who is offered as somebody that could be given a part: asked by the worker. */
  async function whoCouldSee() {
    const tokenHash = hashToken(house.as(named('worker')).token ?? '');
    const asker = { kind: 'session', tokenHash } as const;
    const blind = await transact(
      house.shell.database,
      { asker, purpose: 'care-coordination' },
      (tx) => staffWithoutAccess(tx, [...staffIds.values()], [client.clientId]),
    );
    return people().filter((who) => !blind.includes(staffIds.get(who) ?? ''));
  }
  /** Who reads the restricted class of the case, besides seeing the client. */
  async function whoReadsRestricted() {
    const found = await Promise.all(
      people().map(async (who) => {
        const tokenHash = hashToken(house.as(named(who)).token ?? '');
        const asker = { kind: 'session', tokenHash } as const;
        const rows = await transact(
          house.shell.database,
          { asker, purpose: 'care-coordination' },
          (tx) => tx.selectFrom('client_class').select('class').execute(),
        );
        return rows.length > 0 ? [who] : [];
      }),
    );
    return found.flat();
  }

  /** Who is shown that somebody outside heard it. */
  async function whoReadsIncident() {
    const found = await Promise.all(
      people().map(async (who) => {
        const { body } = await house.as(named(who)).get('/api/privacy-incidents?show=all');
        return body.incidents.length > 0 ? [who] : [];
      }),
    );
    return found.flat();
  }
  async function anIncident(by: GivenStaff) {
    const held = { client, by, number: house.newId().charCodeAt(0), on: '2026-09-01' };
    const { reviewId } = await conferenceHeld(house, agency, held);
    const { providerId } = await given.provider(agency);
    const alone = await house.owner.connect();
    await alone.query('begin');
    await alone.query(
      `insert into privacy_incident (agency_id, incident_id, client_id, enrollment_id, review_id, provider_id, classes, class,
         present_from, present_until, opened_at, opened_by, recorded_by)
       values ($1, $2, $3, $4, $5, $6, '{hiv}', 'hiv', now(), now(), now(), $7, $7)`,
      [
        agency.agencyId,
        house.newId(),
        client.clientId,
        client.enrollmentId,
        reviewId,
        providerId,
        by.staffId,
      ],
    );
    await alone.query(`delete from stale_enrollment where agency_id = $1`, [agency.agencyId]);
    await alone.query('commit');
    alone.release();
  }

  beforeAll(async () => {
    await house.at(before);
    agency = await given.agency(zone, zone);
    program = await given.program(agency);
    const worker = await staff('worker', program);
    client = await given.client(agency, { program, worker });
    await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'test', now())`, [
      agency.agencyId,
      client.clientId,
    ]);
    await anIncident(worker);
    await onTeam('leaves the team', 'case-manager', { until: last });
    await onTeam('joins the team', 'case-manager', { from: next });
    await onTeam('stops supervising', 'supervisor', { until: last });
    await onTeam('begins supervising', 'supervisor', { from: next });
    await onCareTeam('leaves the care team', { until: last });
    await onCareTeam('joins the care team', { from: next });
  });

  const eve = ['worker', 'leaves the team', 'stops supervising', 'leaves the care team'];
  const day = ['worker', 'joins the team', 'begins supervising'];

  test('until midnight there, the last day counts and the next does not (S1)', async () => {
    await house.at(before);
    await rescopeDaily(house.shell);

    expect(await whoSees()).toEqual(eve);
    expect(await whoCouldSee()).toEqual(eve);
    const reading = ['worker', 'stops supervising', 'leaves the care team'];
    expect(await whoReadsRestricted()).toEqual(reading);
    expect(await whoReadsIncident()).toEqual(reading);
  });

  test('from midnight on nobody sees more than the dates allow, before any service has run (S1)', async () => {
    await house.at(after);

    expect(await whoSees()).toEqual(day);
    expect(await whoCouldSee()).toEqual(day);
    expect(await whoReadsRestricted()).toEqual(['begins supervising']);
    expect(await whoReadsIncident()).toEqual(['begins supervising']);
    for (const scope of ['mine', 'all']) {
      const path = '/api/clients/search';
      const { body } = await house.as(named('leaves the care team')).post(path, { scope });
      expect(body).toMatchObject({ clients: [] });
    }
  });

  test('the service lets in who came by the date, and once is enough (S1)', async () => {
    await house.at(after);
    expect(await rescopeDaily(house.shell)).toBe(1);
    expect(await rescopeDaily(house.shell)).toBe(0);

    expect(await whoSees()).toEqual([...day, 'joins the care team']);
    expect(await whoCouldSee()).toEqual([...day, 'joins the care team']);
    expect(await whoReadsRestricted()).toEqual([
      'worker',
      'begins supervising',
      'joins the care team',
    ]);
  });
});

test('nobody but the daily service may write anew who sees whom (S23)', async () => {
  const agency = await given.agency('Third');
  await given.staff(agency, 'zoe', { roles: ['administrator'] });
  const tokenHash = hashToken(house.as('zoe').token ?? '');
  const asker = { kind: 'session', tokenHash } as const;

  await expect(
    transact(house.shell.database, { asker, purpose: 'administration' }, (tx) => rescopeDue(tx, 1)),
  ).rejects.toThrow('permission denied');
});

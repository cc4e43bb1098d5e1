import { teller } from '#test/walls/canary-words.ts';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';

/** One way in which somebody stops to be allowed something, and what they could read until then. */
export type Ending = {
  name: string;
  who: string;
  word: string;
  pages: string[];
  /** Files that are read while they are sent. */
  streams: string[];
  /** Where the end is written down. */
  tables: string[];
  end: () => Promise<{ status: number }>;
  again: () => Promise<void>;
};

const client = 'Quillfeather';
const result = 'zqxviral';

/** A client of ana's whom bo sees by the team, cy by the care team and ben in an emergency; lee is told of her by her consent. */
export async function revocationWorld(house: House) {
  const given = givenIn(house);
  const { owner } = house;
  const tell = teller(house);
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('north');
  const program = await given.program(agency);
  const nights = await given.program(agency, { name: 'Nights' });
  const worker = { roles: ['case-manager' as const] };
  const ana = await given.staff(agency, 'ana', { ...worker, program });
  const bo = await given.staff(agency, 'bo', { ...worker, program });
  const cy = await given.staff(agency, 'cy', { ...worker, program: nights });
  await given.staff(agency, 'ben', { ...worker, program: nights });
  const { clientId, enrollmentId } = await given.client(agency, {
    program,
    worker: ana,
    name: `Zephyrine ${client}`,
  });
  await owner.query(`update client set born_on = '1984-03-27'`);
  await owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    clientId,
  ]);
  const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
  const chart = `/api/clients/${clientId}`;
  const contact = { partner: { kind: 'provider', id: providerId }, activity: 'advocacy' };
  await tell('ana', `${chart}/contacts`, {
    ...contact,
    channel: 'phone',
    on: '2027-02-10',
    note: `The ${result} load is down.`,
  });
  const agree = () =>
    given.consent(agency, { client: { clientId, enrollmentId }, providerId, by: ana });
  let consentId: string | null = await agree();
  const meetings = meetingsIn(house);
  const meeting = await meetings.planned('ana', [{ clientId, enrollmentId }], {
    ana,
    bo,
    people: [{ kind: 'provider', id: providerId }],
  });
  await meetings.invited('ana', meeting);
  const agenda = `/api/conferences/${meeting.conferenceId}/agendas/provider/${providerId}`;
  const join = async () =>
    (
      await tell('ana', `${chart}/care-team/add`, {
        kind: 'staff',
        personId: cy.staffId,
        from: '2027-03-01',
      })
    ).careTeamMemberId;
  let membership = await join();
  const signInAgain = async ({ name, userId }: { name: string; userId: string }) => {
    house.signIn(name, await house.session(userId, agency.agencyId));
  };
  const openGlass = async () =>
    (
      await tell('ben', '/api/emergency/open', {
        client: `Zephyrine ${client}`,
        bornOn: '1984-03-27',
        reason: 'urgent-care',
        words: 'The emergency room calls.',
      })
    ).accessId;
  let accessId = await openGlass();
  const admin = house.as('north-admin');
  const one = async (text: string, values: unknown[]) =>
    String(Object.values((await owner.query(text, values)).rows[0] ?? {})[0]);
  const seat = await one('select team_member_id from team_member where staff_id = $1', [
    bo.staffId,
  ]);

  const charted = [chart, `/api/conferences/${meeting.conferenceId}`, '/api/today/due?scope=team'];
  const list = ['/api/today/due/export?scope=team&when=all&reason=supervision'];
  const ofBo = { who: 'bo', word: client, pages: charted, streams: list };
  const endings: Ending[] = [
    {
      ...ofBo,
      name: 'a person is switched off',
      tables: ['staff', 'sign_in.session'],
      end: () => admin.post('/api/staff/deactivate', { staffId: bo.staffId }),
      again: async () => {
        await owner.query('update staff set deactivated_at = null where staff_id = $1', [
          bo.staffId,
        ]);
        await signInAgain(bo);
      },
    },
    {
      ...ofBo,
      name: 'a session is ended from elsewhere',
      tables: ['sign_in.session'],
      end: async () => {
        house.signIn('bo-elsewhere', await house.session(bo.userId, agency.agencyId));
        return house.as('bo-elsewhere').post('/api/account/sessions/end');
      },
      again: () => signInAgain(bo),
    },
    {
      ...ofBo,
      name: 'a role is taken away',
      tables: ['staff_role'],
      end: () =>
        admin.post('/api/staff/change', {
          staffId: bo.staffId,
          fullName: 'bo',
          title: 'Case manager',
          roles: ['biller'],
        }),
      again: async () => {
        await owner.query('delete from staff_role where staff_id = $1', [bo.staffId]);
        await owner.query(`insert into staff_role values ($1, $2, 'case-manager', now())`, [
          agency.agencyId,
          bo.staffId,
        ]);
      },
    },
    {
      ...ofBo,
      name: 'a seat on a team is left',
      tables: ['team_member_version'],
      end: () => admin.post('/api/staff/leave-team', { teamMemberId: seat }),
      again: async () => {
        await owner.query('delete from team_member_version where team_member_id = $1', [seat]);
        await owner.query(
          `insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
           values ($1, $2, gen_random_uuid(), 'case-manager', '2020-01-01', '2020-01-01Z')`,
          [agency.agencyId, seat],
        );
      },
    },
    {
      name: 'somebody is taken off a care team',
      who: 'cy',
      word: client,
      pages: [chart],
      streams: [],
      tables: ['care_team_member_version'],
      end: () =>
        house.as('ana').post(`/api/care-team/${membership}/leave`, { until: '2027-03-15' }),
      again: async () => {
        for (const table of ['care_team_member_version', 'care_team_member'])
          await owner.query(`delete from ${table} where care_team_member_id = $1`, [membership]);
        membership = await join();
      },
    },
    {
      name: 'a training is taken back',
      who: 'ana',
      word: result,
      pages: [`${chart}/record`],
      streams: [],
      tables: ['staff_training'],
      end: async () =>
        admin.post('/api/staff-access/trainings/withdraw', {
          trainingId: await one(
            `select training_id from staff_training where staff_id = $1 and about = 'hiv' and withdrawn_at is null`,
            [ana.staffId],
          ),
        }),
      again: async () => {
        await owner.query(
          'update staff_training set withdrawn_at = null, withdrawn_by = null where staff_id = $1',
          [ana.staffId],
        );
      },
    },
    {
      name: 'emergency access is over',
      who: 'ben',
      word: client,
      pages: [`/api/emergency/clients/${clientId}`],
      streams: [],
      tables: ['break_glass'],
      end: () => house.as('ben').post('/api/emergency/end', { accessId }),
      again: async () => {
        for (const table of ['break_glass_words', 'break_glass', 'auth.emergency_try'])
          await owner.query(`delete from ${table}`);
        accessId = await openGlass();
      },
    },
    {
      name: 'a consent is taken back',
      who: 'ana',
      word: client,
      pages: [agenda, `${agenda}/sheet.pdf`],
      streams: [],
      tables: ['consent'],
      end: () => {
        const revoked = consentId;
        consentId = null;
        return house.as('ana').post(`/api/consents/${revoked}/revoke`);
      },
      again: async () => {
        consentId ??= await agree();
        await owner.query('update review_attendee set invited_at = now()');
      },
    },
  ];
  return { endings, agency, program, ana, bo, lee: providerId };
}

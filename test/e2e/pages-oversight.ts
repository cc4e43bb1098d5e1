import { expect } from 'vitest';
import type { GivenAgency, GivenClient, GivenProgram } from '#test/given.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { heading, text, type Visited } from './visited.ts';

export type OversightAddresses = { opened: string; program: string; snapshot: string };
type Facts = {
  agency: GivenAgency;
  program: GivenProgram;
  clients: readonly [GivenClient, GivenClient];
};

/** What supervisors and administrators look after: emergency access, the staff, rules in the making, a list of a past day. */
export async function givenForOversight(
  house: House,
  { agency, program, clients: [alma, marcus] }: Facts,
): Promise<OversightAddresses> {
  const given = givenIn(house);
  const nights = await given.program(agency, { name: 'Nights' });
  await given.staff(agency, 'ned', { roles: ['case-manager'], program: nights });
  await house.owner.query(`update client set born_on = '1984-03-27' where client_id = any($1)`, [
    [alma.clientId, marcus.clientId],
  ]);
  const tell = async (who: string, path: string, body: object) => {
    const reply = await house.as(who).post(path, body);
    expect(reply.status, `${path} ${JSON.stringify(reply.body)}`).toBe(200);
    return reply.body;
  };
  const open = (client: string) =>
    tell('ned', '/api/emergency/open', {
      client,
      bornOn: '1984-03-27',
      reason: 'urgent-care',
      words: 'The emergency room calls and asks what has been agreed.',
    });
  const { accessId } = await open('Marcus Bell');
  await tell('ned', '/api/emergency/end', { accessId });
  await tell('sue', '/api/emergency/review', {
    accessId,
    outcome: 'justified',
    note: 'The hospital confirms that it called.',
  });
  await open('Alma Rivera');
  const rae = await given.staff(agency, 'rae', { roles: ['case-manager'], program });
  await house.owner.query(`update staff_version set full_name = 'Rae Bell' where staff_id = $1`, [
    rae.staffId,
  ]);
  await house.as('rae').get(`/api/clients/${marcus.clientId}`);

  const admin = 'riverbend-admin';
  const invite = (fullName: string, role: string) =>
    tell(admin, '/api/staff/invite', {
      fullName,
      title: 'Care coordination',
      email: `${role}@riverbend.example`,
      roles: [role],
    });
  await invite('Kim Osei', 'supervisor');
  await invite('Pat Lund', 'biller');
  await tell(admin, '/api/policies/draft', { programId: program.programId, version: 1 });
  const { snapshotId } = await tell('sue', '/api/due-snapshots', {
    asOf: '2026-11-30',
    knowledge: 'then',
  });
  await house.runJobs();
  return { opened: alma.clientId, program: program.programId, snapshot: snapshotId };
}

type Seen = Pick<Visited, 'ready' | 'asks'> & { path: Visited['path'] | string };
const page = (as: string, name: string, { path, ...seen }: Seen): Visited => ({
  name,
  as,
  path: typeof path === 'string' ? () => path : path,
  ...seen,
});
const admin = 'riverbend-admin';

export const oversightPages: Visited[] = [
  page('ned', 'emergency', {
    path: '/emergency',
    ready: text('Read the client’s file'),
    asks: /\/api\/emergency\/mine/,
  }),
  page('ned', 'emergency-client', {
    path: ({ opened }) => `/emergency/${opened}`,
    ready: (shown) => shown.getByRole('list', { name: 'Record' }).waitFor(),
    asks: /\/api\/emergency\/clients\/[0-9a-f-]{36}\/record/,
  }),
  page('newcomer', 'emergency-state-empty', {
    path: '/emergency',
    ready: text('You have opened none.'),
  }),
  page('sue', 'emergency-reviews', {
    path: '/emergency-reviews',
    ready: text('The hospital confirms that it called.'),
    asks: /\/api\/emergency\/reviews/,
  }),
  page('hillside-admin', 'emergency-reviews-state-empty', {
    path: '/emergency-reviews',
    ready: text('None waits for you.'),
  }),
  page('sue', 'openings', {
    path: '/openings',
    ready: text('They bear the client’s family name.'),
    asks: /\/api\/openings/,
  }),
  page('hillside-admin', 'openings-state-empty', {
    path: '/openings',
    ready: text('Nobody opened such a record in this week.'),
  }),
  page('sue', 'staff-changes', {
    path: '/admin/staff-changes',
    ready: text('Invited as Supervisor'),
    asks: /\/api\/staff-changes/,
  }),
  page('hillside-admin', 'staff-changes-state-empty', {
    path: '/admin/staff-changes',
    ready: text('Nothing waits.'),
  }),
  page('sue', 'privacy-incidents', {
    path: '/privacy-incidents',
    ready: heading('Privacy incidents'),
    asks: /\/api\/privacy-incidents/,
  }),
  page(admin, 'confidentiality', {
    path: '/admin/confidentiality',
    ready: heading('Staff and their training'),
    asks: /\/api\/staff-access/,
  }),
  page(admin, 'provider-kinds', {
    path: '/admin/provider-kinds',
    ready: text('There is no kind of your own yet.'),
    asks: /\/api\/provider-kinds/,
  }),
  page(admin, 'policy', {
    path: ({ program }) => `/admin/policies/${program}/1`,
    ready: heading(/^Rules of Care program/),
    asks: /\/api\/policies\/version/,
  }),
  page(admin, 'policy-state-draft', {
    path: ({ program }) => `/admin/policies/${program}/2`,
    ready: heading(/^Rules of Care program/),
  }),
  page('sue', 'due-snapshots', {
    path: '/reports/due',
    ready: heading('Worked out before'),
    asks: /\/api\/due-snapshots/,
  }),
  page('hillside-admin', 'due-snapshots-state-empty', {
    path: '/reports/due',
    ready: text('You have not looked back yet.'),
  }),
  page('sue', 'due-snapshot', {
    path: ({ snapshot }) => `/reports/due/${snapshot}`,
    ready: heading(/^Due list/),
    asks: /\/api\/due-snapshots\/[0-9a-f-]{36}/,
  }),
  page('hillside-admin', 'choose-programs', {
    path: '/first-run/programs',
    ready: heading('Choose your programs'),
  }),
  page('beth', 'billing-state-empty', {
    path: '/billing',
    ready: text('Nothing of this kind in this month.'),
  }),
  page('newcomer', 'billing-state-permission', {
    path: '/billing',
    ready: text(/role/),
  }),
  page('newcomer', 'consents-state-empty', {
    path: '/consents',
    ready: text('None ends so soon.'),
  }),
  page('newcomer', 'consents-state-told', {
    path: '/consents?show=to-tell',
    ready: text('Nobody has to be told.'),
  }),
  page('newcomer', 'statements-state-empty', {
    path: '/statements',
    ready: text('No statement is owed.'),
  }),
  page('hillside-admin', 'policies-state-empty', {
    path: '/admin/policies',
    ready: text('There is no program yet.'),
  }),
  page('hillside-admin', 'outbox-state-empty', {
    path: '/outbox',
    ready: text('No mail here.'),
  }),
];

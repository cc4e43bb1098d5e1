import { proposeAfterSilence } from '#server/features/attempts/propose-after-silence.ts';
import { columnOf, type Known, type KnownId } from '#test/walls/any-request.ts';
import { anEmergency, ownKind } from '#test/walls/authorization-questions.ts';
import { filedElsewhere } from '#test/walls/authorization-filings.ts';
import {
  begun,
  closedConference,
  heardOf,
  exchanged,
  plannedAndOver,
  telling,
  versionsSeen,
  type Scene,
} from '#test/walls/authorization-meetings.ts';
import { teller } from '#test/walls/canary-words.ts';
import { presets } from '#domain/program-policy/presets/presets.ts';
import { smallExport } from '#test/fixtures/hmis/small-export.ts';
import { givenIn, type GivenAgency, type GivenClient } from '#test/given.ts';
import { startHouse, type House } from '#test/house.ts';
import { sendFile, zipOf } from '#test/imports/given-import.ts';

const morning = '2027-03-15T12:00:00Z';
const today = '2027-03-22T12:00:00Z';

/**
 * Two agencies with a case each, in which everything has happened that an operation could be about.
 * `<agency>-worker` has the case, `-colleague` is on the same team, `-stranger` on another one.
 */
export async function authorizationWorld() {
  const house = await startHouse();
  await house.at(morning);
  const cases = { north: await caseOf(house, 'north'), south: await caseOf(house, 'south') };
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  await house.at(today);
  await proposeAfterSilence(house.shell);
  // Who they are was shown just now, and for as long as the asking takes.
  await house.owner.query(
    `update auth.session_scope set proved_at = auth.now() + interval '1 hour'`,
  );
  for (const { agency, live } of Object.values(cases)) await asksForList(house, agency, live);
  await teller(house)('north-stranger', '/api/emergency/open', anEmergency);
  return {
    house,
    north: await idsAbout(house, cases.north),
    south: await idsAbout(house, cases.south),
  };
}

/** The worker would take out a long list. */
const asksForList = (house: House, { agencyId }: GivenAgency, live: Record<string, string>) =>
  house.owner.query(
    `insert into list_request (agency_id, request_id, staff_id, at, what, asked, lines, reason)
     values ($1, gen_random_uuid(), $2, auth.now(), 'due-list', 'when=all', 2001, 'supervision')`,
    [agencyId, live['workerStaffId']],
  );

/** A policy that knows of everything: what to file elsewhere, reassessments, pauses. */
const everyRule = {
  ...presets['health-home'],
  cadence: [
    ...presets['health-home'].cadence.map((rule) => ({ ...rule, pauses: ['in_hospital'] })),
    ...presets.cfp.cadence.filter(({ kind }) => kind === 'at_event'),
  ],
};

type Case = {
  name: string;
  agency: GivenAgency;
  client: GivenClient;
  live: Record<string, string>;
};

async function caseOf(house: House, name: string): Promise<Case> {
  const given = givenIn(house);
  const agency = await given.agency(name);
  const program = await given.program(agency, { preset: 'health-home', policy: everyRule });
  const { teamId } = await teller(house)(`${name}-admin`, '/api/programs/team', {
    programId: program.programId,
    name: 'Nights',
  });
  const nights = { ...program, teamId };
  const person = (who: string, how: Parameters<typeof given.staff>[2]) =>
    given.staff(agency, `${name}-${who}`, how);
  const worker = await person('worker', { roles: ['case-manager'], program });
  const colleague = await person('colleague', { roles: ['case-manager'], program });
  await person('stranger', { roles: ['case-manager'], program: nights });
  await person('supervisor', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await person('biller', { roles: ['biller'] });
  await person('auditor', { roles: ['auditor'] });
  const client = await given.client(agency, {
    program,
    worker,
    name: name === 'north' ? 'Alma Rivera' : 'Bea Quill',
  });
  await house.owner.query(`update client set born_on = '1980-02-03' where client_id = $1`, [
    client.clientId,
  ]);
  const scene = { house, name, agency, client, worker, colleague };
  const people = await outside(scene);
  const filed = await factsOfTheClock(scene, people.providerId);
  const closed = await closedConference(scene, people.providerId);
  const planned = await plannedAndOver(scene, people.providerId);
  await heardOf(scene, people.uninvited);
  const exchange = await exchanged(scene);
  const live: Record<string, string> = await begun(scene, {
    uninvited: people.uninvited,
    at: '13:00',
  });
  const kept = await ofTheAgency(scene, program.programId);
  await house.runJobs();
  await house.at(morning);
  return {
    name,
    agency,
    client,
    live: {
      ...live,
      ...filed,
      ...exchange,
      ...closed,
      ...planned,
      ...kept,
      workerStaffId: worker.staffId,
    },
  };
}

async function outside(scene: Scene) {
  const { house, agency, client, worker } = scene;
  const given = givenIn(house);
  const tell = telling(scene);
  const { providerId, organizationId } = await given.provider(agency, {
    email: `lee@${scene.name}.example`,
  });
  const { providerId: uninvited } = await given.provider(agency, { name: 'Kay Odum' });
  await given.consent(agency, { client, providerId, by: worker });
  const path = `/api/clients/${client.clientId}`;
  await tell(`${path}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    from: '2026-02-01',
  });
  await tell(`${path}/supports`, { fullName: 'Inez Rivera', relationship: 'sibling' });
  await consentsOf(scene, organizationId);
  await tell(`${path}/identifiers/add`, { system: 'medicaid', value: 'AB12345C' });
  const partner = { kind: 'provider', id: providerId };
  await tell(`${path}/contacts`, {
    partner,
    activity: 'advocacy',
    channel: 'phone',
    on: '2027-02-10',
    note: 'A ride was booked.',
  });
  return { providerId, uninvited };
}

/** One with a paper of its own, and one that was taken back, of which a partner has to hear. */
async function consentsOf(scene: Scene, organizationId: string) {
  const tell = telling(scene);
  const path = `/api/clients/${scene.client.clientId}/consents`;
  const agreed = {
    recipients: [{ kind: 'organization', id: organizationId }],
    classes: ['general'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    signedOn: '2027-03-01',
  };
  const typed = { signature: 'typed', signed: 'Alma Rivera', isAttested: true };
  await tell(path, { ...agreed, ...typed, form: 'DOH-5032', validUntil: '2028-03-01' });
  const { consentId } = await tell(path, { ...agreed, form: 'DOH-5055', validUntil: '' });
  await tell(`/api/consents/${consentId}/revoke`, { how: 'oral' });
}

async function factsOfTheClock(scene: Scene, providerId: string) {
  const { house, name, client } = scene;
  const tell = telling(scene);
  const ofClient = `/api/clients/${client.clientId}`;
  const ofEnrollment = `/api/enrollments/${client.enrollmentId}`;
  const filed = await filedElsewhere(scene, providerId);
  const { body } = await house.as(`${name}-worker`).get(`${ofClient}/changes/new`);
  const { changeEventId } = await tell(`${ofClient}/changes`, {
    code: body.kinds[0].code,
    on: '2027-03-01',
    wantsConference: true,
  });
  await tell(`${ofEnrollment}/reassessments`, { on: '2027-04-20' });
  await tell(`${ofEnrollment}/exemptions`, {
    reason: 'covered-elsewhere',
    from: '2027-05-01',
    lastOn: '2027-05-30',
    reviewOn: '2027-05-20',
  });
  await tell(`${ofEnrollment}/snooze`, {
    obligationKey: `${body.kinds[0].code}:${changeEventId}`,
    until: '2027-03-20',
    reason: 'other',
  });
  await tell(`${ofEnrollment}/pauses`, {
    kind: 'in_hospital',
    from: '2027-03-10',
    reviewOn: '2027-04-01',
  });
  return filed;
}

/** What supervisors and administrators keep. */
async function ofTheAgency(scene: Scene, programId: string) {
  const { house, name } = scene;
  await telling(scene, 'supervisor')('/api/due-snapshots', {
    asOf: '2027-03-01',
    knowledge: 'today',
  });
  await sendFile(house, `${name}-admin`, zipOf(smallExport()));
  const tell = telling(scene, 'admin');
  const invited = await tell('/api/staff/invite', {
    fullName: 'Ivy Park',
    title: 'Worker',
    email: `ivy@${name}.example`,
    roles: ['case-manager'],
  });
  const { titleId } = await tell('/api/staff-access/titles', {
    title: 'Nurse',
    duties: 'Holds case conferences.',
    limits: 'Own caseload only.',
    classes: ['hiv'],
  });
  await tell('/api/policies/draft', { programId, version: 1 });
  await tell('/api/provider-kinds', ownKind);
  return { programId, titleId: String(titleId), invitedStaffId: String(invited.staffId) };
}

/** Every id that somebody could name in a question about this case, and of no other; those of its live meeting first. */
async function idsAbout(house: House, { name: of, agency, client, live }: Case): Promise<Known> {
  const { rows: tables } = await house.owner.query(`
    select table_name as name, array_agg(column_name::text) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and t.table_type = 'BASE TABLE' and data_type = 'uuid' and table_name <> 'audit'
    group by 1`);
  const ids = new Map<string, KnownId[]>();
  for (const { name, columns } of tables) {
    if (!columns.includes('agency_id')) continue;
    const ofClient = columns.includes('client_id')
      ? 'and client_id = $2'
      : 'and $2::uuid is not null';
    for (const column of columns) {
      const { rows } = await house.owner.query<KnownId>(
        `select distinct ${column} as id, null as "clientId" from ${name} where agency_id = $1 ${ofClient} and ${column} is not null`,
        [agency.agencyId, client.clientId],
      );
      ids.set(column, [...(ids.get(column) ?? []), ...rows]);
    }
  }
  for (const [name, id] of Object.entries(live)) {
    const column = columnOf(name);
    const others = (ids.get(column) ?? []).filter((known) => known.id !== id);
    ids.set(column, [{ id, clientId: null }, ...others]);
  }
  const versions = await versionsSeen(house, `${of}-worker`, live);
  return { ids, texts: ['A word', 'Another word'], versions };
}

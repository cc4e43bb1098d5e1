import type { Asked, Known } from '#test/walls/any-request.ts';
import { teller } from '#test/walls/canary-words.ts';
import { newId } from '#server/platform/ids.ts';
import { servedByRecovery } from '#test/walls/served-world.ts';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { startHouse, type House } from '#test/house.ts';

export type Secret = 'restricted' | 'hidden' | 'foreign';
export type World = { house: House; ids: [column: string, id: string][] };
/** Where something that is restricted can be written while somebody looks. */
export type GrowingWorld = World & { writeMore: () => Promise<void> };

const today = '2027-03-15T12:00:00Z';

/** One agency with a client of ana's; whatever of these is wanted stands beside it and shows nowhere else. */
export async function worldWith(secrets: readonly Secret[]): Promise<GrowingWorld> {
  const house = await startHouse();
  await house.at(today);
  const scene = await visibleWorld(house, { isServedByRecovery: secrets.includes('restricted') });
  const ids: World['ids'] = [...scene.ids];
  const has = (secret: Secret) => secrets.includes(secret);
  // An id tells when it was made, and a page may be asked for from any of them on: what is not there has one of the same age.
  const made = has('restricted')
    ? await restrictedFacts(house, scene)
    : { contactId: newId(await nowIn(house)), careTeamMemberId: newId(await nowIn(house)) };
  ids.push(['contact_id', made.contactId], ['care_team_member_id', made.careTeamMemberId]);
  ids.push(['client_id', has('hidden') ? await hiddenClient(house, scene) : house.newId()]);
  ids.push(['client_id', has('foreign') ? await foreignClient(house) : house.newId()]);
  return { house, ids, writeMore: () => restrictedWords(house, scene) };
}

const nowIn = async ({ owner }: House) => {
  const { rows } = await owner.query<{ ms: string }>(
    `select floor(extract(epoch from auth.now()) * 1000) as ms`,
  );
  return Temporal.Instant.fromEpochMilliseconds(Number(rows[0]?.ms));
};

type Scene = Awaited<ReturnType<typeof visibleWorld>>;

/** One request more was sent in both, and only whom it went to is another. */
async function visibleWorld(house: House, { isServedByRecovery }: { isServedByRecovery: boolean }) {
  const given = givenIn(house);
  const tell = teller(house);
  const agency = await given.agency('north');
  const program = await given.program(agency, { preset: 'health-home' });
  const { teamId } = await tell('north-admin', '/api/programs/team', {
    programId: program.programId,
    name: 'Nights',
  });
  const nights = { programId: program.programId, teamId };
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  // Letters of one moment have no order among themselves, so only one of the two gets any.
  await house.owner.query(`update staff set email = '' where staff_id = $1`, [bo.staffId]);
  const uma = await given.staff(agency, 'uma', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'bil', { roles: ['biller'] });
  await given.staff(agency, 'aud', { roles: ['auditor'] });
  const client = await given.client(agency, { program, worker: ana });
  const path = `/api/clients/${client.clientId}`;
  const { providerId, organizationId } = await given.provider(agency, {
    email: 'lee@clinic.example',
  });
  // In the directory, as anybody may be; whether this client goes there is another question.
  const recovery = await given.provider(agency, {
    name: 'Marisol Whit',
    title: 'Recovery counselor',
    providerClass: 'behavioral',
    organization: 'Open Gate Recovery',
    email: 'whit@gate.example',
    tells: 'sud',
  });
  const consentId = await given.consent(agency, { client, providerId, by: ana });
  const { careTeamMemberId } = await tell('ana', `${path}/care-team/add`, {
    kind: 'provider',
    personId: providerId,
    from: '2026-02-01',
  });
  const { supportId } = await tell('ana', `${path}/supports`, {
    fullName: 'Inez Rivera',
    relationship: 'sibling',
  });
  const partner = { kind: 'provider', id: providerId };
  const contact = { partner, activity: 'advocacy', channel: 'phone', on: '2027-02-10' };
  const { contactId } = await tell('ana', `${path}/contacts`, {
    ...contact,
    note: 'A ride was booked.',
  });
  const { attemptId } = await tell('ana', `${path}/attempts`, {
    enrollmentId: client.enrollmentId,
    on: '2027-02-11',
    channel: 'telephone',
    outcome: 'no_response',
    to: partner,
    nextStep: 'write',
  });
  await tell('ana', `${path}/attempts`, {
    enrollmentId: client.enrollmentId,
    on: '2027-02-12',
    channel: 'telephone',
    outcome: 'no_response',
    to: isServedByRecovery ? { kind: 'provider', id: recovery.providerId } : partner,
    nextStep: 'write',
  });
  const meetings = meetingsIn(house);
  const meeting = await meetings.planned('ana', [client], { ana, bo });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  const draft = await meetings.planned('ana', [client], { ana, bo, on: '2027-03-29' });
  await house.runJobs();
  const { conferenceId, reviewIds } = meeting;
  const ids: World['ids'] = [
    ['client_id', client.clientId],
    ['enrollment_id', client.enrollmentId],
    ['provider_id', providerId],
    ['organization_id', organizationId],
    ['provider_id', recovery.providerId],
    ['organization_id', recovery.organizationId],
    ['consent_id', consentId],
    ['care_team_member_id', careTeamMemberId],
    ['support_id', supportId],
    ['contact_id', contactId],
    ['attempt_id', attemptId],
    ['conference_id', conferenceId],
    ['review_id', reviewIds[0] ?? ''],
    ['conference_id', draft.conferenceId],
    ['review_id', draft.reviewIds[0] ?? ''],
    ['staff_id', ana.staffId],
    ['staff_id', bo.staffId],
    ['staff_id', uma.staffId],
    ['program_id', program.programId],
    ['team_id', program.teamId],
    ['team_id', teamId],
  ];
  return {
    agency,
    ana,
    uma,
    nights,
    client,
    path,
    contact,
    attemptId,
    meeting,
    draft,
    partner,
    recovery,
    ids,
  };
}

/** The case holds a class, and words of it: a note, a line, a word about an attempt. */
async function restrictedFacts(house: House, scene: Scene) {
  const { agency, ana, client, path, contact, attemptId, partner } = scene;
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const tell = teller(house);
  const { contactId } = await tell('ana', `${path}/contacts`, { ...contact, note: 'A result.' });
  await restrictedWords(house, scene);
  await house.owner.query(
    `insert into fact_note values ($1, $2, $3, $4, 'hiv', 'About a result.', $5, now())`,
    [agency.agencyId, house.newId(), attemptId, client.clientId, ana.staffId],
  );
  // A paper that names nothing else, and what was told under it, to somebody outside and in a report.
  await tell('ana', `${path}/consents`, {
    form: 'DOH-2557',
    recipients: [partner],
    classes: ['hiv'],
    purposes: ['care_coordination'],
    validFrom: '2027-02-01',
    validUntil: '2028-02-01',
    signedOn: '2027-02-01',
  });
  await house.owner.query(
    `insert into disclosure (agency_id, disclosure_id, client_id, classes, description, purpose, channel, basis, report_to, disclosed_at, disclosed_by)
     values ($1, $2, $3, '{hiv}', 'A list', 'report', 'export', 'report', 'state', now(), $4)`,
    [agency.agencyId, house.newId(), client.clientId, ana.staffId],
  );
  const careTeamMemberId = await servedByRecovery(house, scene);
  return { contactId: String(contactId), careTeamMemberId };
}

/** A line in a meeting that is over, and why the client is talked about in one that is planned. */
async function restrictedWords(house: House, { client, meeting, draft }: Scene) {
  const tell = teller(house);
  const review = `/api/conferences/${meeting.conferenceId}/reviews/${meeting.reviewIds[0]}`;
  await tell('ana', `${review}/entries`, { kind: 'need', text: 'A treatment.' });
  const plan = `/api/conferences/${draft.conferenceId}`;
  const { reviews, version } = (await house.as('ana').get(plan)).body;
  await tell('ana', `${plan}/clients`, {
    version,
    reviews: [
      {
        enrollmentId: client.enrollmentId,
        plannedMinutes: reviews[0].plannedMinutes,
        reasons: [null, ...Array(reviews[0].reasons.length).fill('A result.')].map((text) => ({
          code: 'status_needs_goals',
          text,
        })),
      },
    ],
  });
}

/** Somebody of the same name, on the other team. */
async function hiddenClient(house: House, { agency, nights, uma }: Scene) {
  const given = givenIn(house);
  const client = await given.client(agency, { program: nights, worker: uma });
  await teller(house)('uma', `/api/clients/${client.clientId}/identifiers/add`, {
    system: 'medicaid',
    value: 'AB12345C',
  });
  return client.clientId;
}

async function foreignClient(house: House) {
  const given = givenIn(house);
  const agency = await given.agency('south');
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'sol', { roles: ['case-manager'], program });
  await given.provider(agency);
  const client = await given.client(agency, { program, worker });
  await teller(house)('sol', `/api/clients/${client.clientId}/identifiers/add`, {
    system: 'medicaid',
    value: 'XY98765Z',
  });
  return client.clientId;
}

/** What somebody might type, of what is there and of what is not. */
export const knownIn = ({ ids }: World): Known => {
  const byColumn = Map.groupBy(ids, ([column]) => column);
  const known = [...byColumn].map(
    ([column, all]) => [column, all.map(([, id]) => ({ id, clientId: null }))] as const,
  );
  return { ids: new Map(known), texts: ['Alma', 'Riv', 'AB12345C', 'XY98765Z', 'Dr Hana'] };
};

/** The same question in the other world: what is not there has an id there too, of nothing. */
export function translated({ method, path, body }: Asked, from: World, to: World): Asked {
  const inWords = (text: string) =>
    from.ids.reduce((words, [, id], at) => words.replaceAll(id, to.ids[at]?.[1] ?? ''), text);
  const other: unknown = body === undefined ? undefined : JSON.parse(inWords(JSON.stringify(body)));
  return { method, path: inWords(path), body: other };
}

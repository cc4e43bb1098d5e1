import {
  startOfDay,
  teller,
  type Canaries,
  type CanaryAgency,
  type CanaryClient,
  type Word,
} from '#test/walls/canary-words.ts';
import { meetingFlow } from '#test/walls/canary-meeting.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { pngSaying, sendScan } from '#test/send-scan.ts';

/** One agency with two teams, a client on each, and a canary in every field that holds words. */
export async function canaryAgency(
  house: House,
  name: string,
  found: Canaries,
): Promise<CanaryAgency> {
  const given = givenIn(house);
  const word = found.make(name);
  await house.at(startOfDay);
  const agency = await given.agency(name);
  await house.owner.query('update agency set name = $2 where agency_id = $1', [
    agency.agencyId,
    `HIV Center ${word('agency', 'agency.name')}`,
  ]);
  const program = await given.program(agency, {
    name: `AIDS care ${word('agency', 'program.name')}`,
    preset: 'health-home',
  });
  const tell = teller(house);
  const admin = `${name}-admin`;
  const { teamId } = await tell(admin, '/api/programs/team', {
    programId: program.programId,
    name: word('agency', 'team.name'),
  });
  const other = { programId: program.programId, teamId };
  const person = (who: string, how: Parameters<typeof given.staff>[2]) =>
    given.staff(agency, `${name}-${who}`, how);
  const ana = await person('ana', { roles: ['case-manager'], program });
  const bo = await person('bo', { roles: ['case-manager'], program });
  const uma = await person('uma', { roles: ['case-manager'], program: other });
  const sia = await person('sia', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await person('bil', { roles: ['biller'] });
  await person('aud', { roles: ['auditor'] });
  const { organizationId } = await tell(ana.name, '/api/directory/organizations', {
    name: `Recovery Clinic ${word('directory', 'organization.name')}`,
  });
  const { providerId } = await tell(ana.name, '/api/directory/providers', {
    fullName: word('directory', 'provider.full_name'),
    title: `HIV physician ${word('directory', 'provider.title')}`,
    providerClass: 'medical',
    organizationId,
    email: `${word('directory', 'provider.email')}@clinic.example`,
    phone: word('directory', 'provider.phone'),
  });
  const scene = { house, word, agency, providerId };
  const first = await canaryClient(scene, 1, { worker: ana, program });
  const second = await canaryClient(scene, 2, { worker: uma, program: other });
  const made = { name, given: agency, admin, ana, bo, uma, sia, providerId };
  const whole: CanaryAgency = { ...made, clients: [first, second] };
  await supervisedWords(house, whole);
  await meetingFlow(house, whole, word);
  return whole;
}

type Scene = { house: House; word: Word; agency: GivenAgency; providerId: string };

async function canaryClient(
  { house, word, agency, providerId }: Scene,
  index: 1 | 2,
  { worker, program }: { worker: GivenStaff; program: GivenProgram },
): Promise<CanaryClient> {
  const tell = teller(house);
  const identity = (where: string) => word(`identity-of-${index}`, where);
  const { clientId } = await tell(worker.name, '/api/clients', {
    legalGiven: identity('client.legal_given'),
    legalFamily: identity('client.legal_family'),
    preferredName: identity('client.preferred_name'),
    pronouns: identity('client.pronouns'),
    bornOn: '1980-02-03',
    languages: [identity('client.languages')],
    email: `${identity('client.email')}@home.example`,
    phone: identity('client.phone'),
    mayContactBy: ['email', 'call'],
    contactNote: word(`content-of-${index}`, 'client_contact_note.body'),
    ...program,
    workerId: worker.staffId,
    startedOn: '2026-01-15',
  });
  const path = `/api/clients/${clientId}`;
  // An import is what tells of a class in the product; here the fact is what counts.
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    clientId,
  ]);
  await tell(worker.name, `${path}/identifiers/add`, {
    system: 'other',
    value: identity('client_identifier.value'),
  });
  const { supportId } = await tell(worker.name, `${path}/supports`, {
    fullName: identity('support.full_name'),
    relationship: 'sibling',
    email: `${identity('support.email')}@home.example`,
    phone: identity('support.phone'),
    language: identity('support.language'),
  });
  for (const [kind, personId] of [
    ['provider', providerId],
    ['support', supportId],
  ] as const) {
    await tell(worker.name, `${path}/care-team/add`, {
      kind,
      personId,
      isKeyProvider: kind === 'provider',
      servesAs: word(`restricted-of-${index}`, 'fact_note.serves_as'),
      from: '2026-02-01',
    });
    const { scanId } = await sendScan(house, worker.name, {
      clientId,
      bytes: pngSaying(word(`restricted-of-${index}`, 'consent_paper.body')),
    });
    const { consentId } = await tell(worker.name, `${path}/consents`, {
      signature: 'typed',
      signed: word(`restricted-of-${index}`, 'consent_paper.body'),
      isAttested: true,
      form: 'DOH-5032',
      recipients: [{ kind, id: personId }],
      classes: ['general', 'hiv'],
      purposes: ['case_conference'],
      validFrom: '2026-02-01',
      validUntil: '2028-02-01',
      signedOn: '2026-02-01',
      signer: 'guardian',
      ...wordsOfPaper((where) => word(`restricted-of-${index}`, where)),
    });
    await tell(worker.name, `/api/consents/${consentId}/scans`, { scanId });
  }
  for (const lowered of ['general', null] as const)
    await contact({ house, word, agency, providerId }, { path, worker, index, lowered });
  const { body } = await house.as(worker.name).get(`${path}/enrollments`);
  const { enrollmentId } = body.enrollments[0];
  await attempt({ house, word, agency, providerId }, { path, worker, index, enrollmentId });
  return { index, clientId, enrollmentId, supportId, worker };
}

const wordsOfPaper = (said: (where: string) => string) => ({
  signerName: said('consent_words.signer-name'),
  authority: said('consent_words.authority'),
  witness: said('consent_words.witness'),
  interpreter: said('consent_words.interpreter'),
  language: said('consent_words.language'),
  scope: said('consent_words.scope'),
  exclusions: said('consent_words.exclusions'),
});

/** A note takes the highest class of the case unless its writer lowers it. */
async function contact(
  { house, word, providerId }: Scene,
  about: { path: string; worker: GivenStaff; index: 1 | 2; lowered: 'general' | null },
) {
  const { path, worker, index, lowered } = about;
  const tell = teller(house);
  const said = (where: string) =>
    word(lowered === null ? `restricted-of-${index}` : `content-of-${index}`, where);
  const { contactId } = await tell(worker.name, `${path}/contacts`, {
    partner: { kind: 'provider', id: providerId },
    activity: 'other',
    otherActivity: said('coordination_contact.other_activity'),
    channel: 'phone',
    on: '2027-02-10',
    note: said('coordination_contact.body'),
    ...(lowered === null ? {} : { class: lowered }),
  });
  await tell(worker.name, `/api/contacts/${contactId}/addenda`, {
    text: said('contact_addendum.body'),
  });
}

/** A request without an answer: its note is of the case's highest class, where it is filed is not. */
async function attempt(
  { house, word, providerId }: Scene,
  about: { path: string; worker: GivenStaff; index: 1 | 2; enrollmentId: string },
) {
  const { path, worker, index, enrollmentId } = about;
  const tell = teller(house);
  const { attemptId } = await tell(worker.name, `${path}/attempts`, {
    enrollmentId,
    on: '2027-02-12',
    channel: 'telephone',
    outcome: 'no_response',
    to: { kind: 'provider', id: providerId },
    nextStep: 'write',
    note: word(`restricted-of-${index}`, 'fact_note.body'),
  });
  await tell(worker.name, '/api/filings', {
    about: { kind: 'attempt', id: attemptId },
    artifacts: ['plan_activity_note'],
    filedOn: '2027-02-12',
    reference: word(`content-of-${index}`, 'filing.reference'),
  });
}

/** What only a supervisor writes. */
async function supervisedWords(house: House, { sia, clients }: CanaryAgency) {
  for (const { enrollmentId } of clients)
    await teller(house)(sia.name, '/api/held-elsewhere', {
      enrollmentIds: [enrollmentId],
      heldOn: '2026-03-01',
      source: 'paper-file',
    });
}

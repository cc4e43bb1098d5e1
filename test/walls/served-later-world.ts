import type { Role } from '#domain/access/abilities.ts';
import { newId } from '#server/platform/ids.ts';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type ServedWorld = Awaited<ReturnType<typeof servedWorld>>;

/**
 * A case of ana's whose meeting was held and closed, with another one ahead and one by email; whether somebody of a recovery center serves
 * the client too, came to it, was written to, took a step on and was told something, is all that differs between two such worlds.
 */
export async function servedWorld(house: House, { isServed }: { isServed: boolean }) {
  const given = givenIn(house);
  const tell = teller(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-15T10:00:00Z');
  const agency = await given.agency('north');
  await house.owner.query(
    `update class_access set training_from = '2020-01-01' where agency_id = $1 and restricted = 'sud'`,
    [agency.agencyId],
  );
  const program = await given.program(agency, { preset: 'health-home' });
  const inProgram: { roles: Role[]; program: typeof program } = {
    roles: ['case-manager'],
    program,
  };
  const ana = await given.staff(agency, 'ana', inProgram);
  const ben = await given.staff(agency, 'ben', inProgram);
  const bo = await given.staff(agency, 'bo', inProgram);
  const una = await given.staff(agency, 'una', { ...inProgram, trained: [] });
  const supervisor = { roles: ['supervisor'] satisfies Role[], program, teamRole: 'supervisor' };
  await given.staff(agency, 'sue', { ...supervisor, trained: [] });
  await given.staff(agency, 'bil', { roles: ['biller'] });
  await given.staff(agency, 'aud', { roles: ['auditor'] });
  // Letters of one moment have no order among themselves, so only one of them gets any.
  await house.owner.query(
    `update staff set email = '' where agency_id = $1 and email not like 'ana%'`,
    [agency.agencyId],
  );
  const physician = await given.provider(agency, { email: 'lee@clinic.example' });
  const counselor = await given.provider(agency, {
    name: 'Marisol Whit',
    title: 'Recovery counselor',
    providerClass: 'behavioral',
    organization: 'Open Gate Recovery',
    email: 'whit@gate.example',
    tells: 'sud',
  });
  const people = isServed ? [physician, counselor] : [physician];
  const client = await given.client(agency, { program, worker: ana });
  const at = `/api/clients/${client.clientId}`;
  for (const { providerId, organizationId } of people) {
    for (const recipient of [
      { kind: 'provider', id: providerId },
      { kind: 'organization', id: organizationId },
    ])
      await tell('ana', `${at}/consents`, {
        form: 'agency-release',
        recipients: [recipient],
        classes: ['general'],
        purposes: ['care_coordination'],
        validFrom: '2026-02-01',
        validUntil: '2027-12-01',
        signedOn: '2026-02-01',
      });
    await given.consent(agency, { client, providerId, by: ana, classes: ['general', 'sud'] });
    await tell('ana', `${at}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      isKeyProvider: true,
      from: '2026-02-01',
    });
  }
  await tell('ana', `${at}/attempts`, {
    enrollmentId: client.enrollmentId,
    on: '2027-02-12',
    channel: 'telephone',
    outcome: 'no_response',
    to: { kind: 'provider', id: people.at(-1)?.providerId },
    nextStep: 'write',
  });
  const who = people.map(({ providerId }) => ({ kind: 'provider' as const, id: providerId }));
  const meeting = await meetings.planned('ana', [client], { ana, bo: ben, people: who });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await meetings.held('ana', meeting, { owner: ana });
  const conference = `/api/conferences/${meeting.conferenceId}`;
  const [reviewId = ''] = meeting.reviewIds;
  const review = `${conference}/reviews/${reviewId}`;
  const held = (await house.as('ana').get(conference)).body;
  const needId = held.reviews[0].entries.find((e: { kind: string }) => e.kind === 'need').entryId;
  for (const { providerId } of people)
    await tell('ana', `${review}/action-items`, {
      needId,
      text: 'A letter is written',
      owner: { kind: 'provider', id: providerId },
      dueOn: '2027-03-15',
      followUp: { on: '2027-03-16', how: 'By telephone', by: ana.staffId },
    });
  await tell('ana', `${conference}/close`, {});
  await house.runJobs();
  await house.at('2027-03-15T16:00:00Z');
  for (const [index, { providerId, organizationId }] of people.entries()) {
    for (const partner of [
      { kind: 'provider', id: providerId },
      { kind: 'organization', id: organizationId },
    ])
      await tell('ana', `${at}/contacts`, {
        partner,
        activity: 'advocacy',
        channel: 'phone',
        on: '2027-03-15',
        time: '11:00',
        note: 'A ride was booked.',
        told: partner.kind === 'provider' ? ['general'] : [],
        reviewId,
      });
    await tell('ana', `${at}/disclosures/emergency`, {
      to: { kind: 'provider', id: providerId },
      classes: ['general'],
      reason: 'medical-emergency',
      channel: 'telephone',
      on: '2027-03-15',
      time: `0${index + 5}:00`,
      words: 'They had to know what she takes.',
    });
  }
  const email = await tell('ana', '/api/conferences/by-email', {
    enrollmentId: client.enrollmentId,
  });
  const exchange = `/api/conferences/${email.conferenceId}`;
  const [byEmail] = (await house.as('ana').get(exchange)).body.reviews;
  await tell('ana', `${exchange}/reviews/${byEmail.reviewId}/exchange`, {
    from: { kind: 'staff', id: ana.staffId },
    sentAt: '2027-03-15T13:00:00Z',
    text: 'How is she?',
    isSubstantive: true,
    isCopy: true,
  });
  for (const { providerId } of people)
    await tell('ana', `${exchange}/reviews/${byEmail.reviewId}/exchange`, {
      from: { kind: 'provider', id: providerId },
      sentAt: '2027-03-15T13:30:00Z',
      text: `Well, says ${providerId}.`,
      isSubstantive: true,
      isCopy: true,
    });
  // What is taken back is told to whom it reached.
  const papers = (await house.as('ana').get(`${at}/consents`)).body.consents;
  for (const { consentId, purposes } of papers)
    if (purposes.includes('care_coordination'))
      await tell('ana', `/api/consents/${consentId}/revoke`, {});
  const ahead = await meetings.planned('ana', [client], {
    ana,
    bo: ben,
    on: '2027-03-25',
    people: who,
  });
  await meetings.invited('ana', ahead);
  await house.runJobs();
  // She manages the case, and sits in none of these meetings.
  await tell('ana', `${at}/care-team/add`, {
    kind: 'staff',
    personId: una.staffId,
    isCaseManager: true,
    from: '2026-02-01',
  });
  const ids: [column: string, id: string][] = [
    ['client_id', client.clientId],
    ['enrollment_id', client.enrollmentId],
    ['provider_id', physician.providerId],
    ['organization_id', physician.organizationId],
    ['provider_id', counselor.providerId],
    ['organization_id', counselor.organizationId],
    ['conference_id', meeting.conferenceId],
    ['review_id', reviewId],
    ['conference_id', ahead.conferenceId],
    ['review_id', ahead.reviewIds[0] ?? ''],
    ['conference_id', email.conferenceId],
    ['review_id', byEmail.reviewId],
    ['staff_id', ana.staffId],
    ['staff_id', ben.staffId],
    ['staff_id', bo.staffId],
    ['staff_id', una.staffId],
    ['program_id', program.programId],
    ['team_id', program.teamId],
  ];
  // An id tells when it was made: what is not there has one of the same age.
  const made = newId(Temporal.Instant.from('2027-03-15T14:00:00Z'));
  const { rows } = await house.owner.query<{ id: string; kind: string }>(
    `select action_item_id as id, 'action_item_id' as kind from action_item where owner_provider_id = $1
     union all select contact_id, 'contact_id' from coordination_contact where provider_id = $1
     union all select statement_id, 'statement_id' from owed_statement where provider_id = $1
     union all select care_team_member_id, 'care_team_member_id' from care_team_member where provider_id = $1`,
    [counselor.providerId],
  );
  for (const kind of ['action_item_id', 'contact_id', 'statement_id', 'care_team_member_id'])
    ids.push([kind, rows.find((row) => row.kind === kind)?.id ?? made]);
  return {
    house,
    ids,
    client,
    physician,
    counselor,
    meeting,
    ahead,
    email: { conferenceId: String(email.conferenceId), reviewId: String(byEmail.reviewId) },
    ana,
  };
}

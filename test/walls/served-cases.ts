import type { Role } from '#domain/access/abilities.ts';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type ServedCase = GivenClient & { conferenceId: string; reviewId: string };

/**
 * Ana has two cases. Somebody of a recovery center serves one of them and comes to its conference. Bo is of the team, una has both cases
 * without training, sue oversees them without it, and ben takes part in both conferences.
 */
export async function servedCases(house: House, { on = '2027-03-20' } = {}) {
  const given = givenIn(house);
  const tell = teller(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-15T12:00:00Z');
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
  await given.staff(agency, 'bo', inProgram);
  const una = await given.staff(agency, 'una', { ...inProgram, trained: [] });
  await given.staff(agency, 'sue', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
    trained: [],
  });
  const physician = await given.provider(agency, { email: 'lee@clinic.example' });
  const counselor = await given.provider(agency, {
    name: 'Marisol Whit',
    title: 'Recovery counselor',
    providerClass: 'behavioral',
    organization: 'Open Gate Recovery',
    email: 'whit@gate.example',
    tells: 'sud',
  });
  const made = async (people: { providerId: string }[]): Promise<ServedCase> => {
    const client = await given.client(agency, { program, worker: ana });
    const at = `/api/clients/${client.clientId}`;
    await tell('ana', `${at}/care-team/add`, {
      kind: 'staff',
      personId: una.staffId,
      isCaseManager: true,
      from: '2026-02-01',
    });
    for (const { providerId } of people) {
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
    const meeting = await meetings.planned('ana', [client], {
      ana,
      bo: ben,
      on,
      people: people.map(({ providerId }) => ({ kind: 'provider', id: providerId })),
    });
    await meetings.invited('ana', meeting);
    const [reviewId = ''] = meeting.reviewIds;
    return { ...client, conferenceId: meeting.conferenceId, reviewId };
  };
  const other = await made([physician]);
  const served = await made([physician, counselor]);
  return { agency, program, ana, ben, physician, counselor, other, served };
}

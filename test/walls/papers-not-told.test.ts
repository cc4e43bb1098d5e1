import { afterAll, beforeAll, expect, test } from 'vitest';
import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const tell = teller(house);
afterAll(() => house.close());

type Case = Awaited<ReturnType<typeof given.client>>;
type Paper = 'of-all' | 'of-general' | 'of-substance-use-alone' | 'none';
const classesOn: Record<Paper, string[]> = {
  'of-all': ['general', 'sud'],
  'of-general': ['general'],
  'of-substance-use-alone': ['sud'],
  none: [],
};
let ana: GivenStaff;
let una: GivenStaff;
let bo: GivenStaff;
let jane: GivenStaff;
let person: { kind: 'provider'; id: string };
let made: (paper: Paper) => Promise<Case>;

/** Una has the cases and was not trained; jane works in recovery alone. Of each case Dr Lee may hear what its paper says. */
beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('north');
  await house.owner.query(
    `update class_access set training_from = '2020-01-01' where agency_id = $1 and restricted = 'sud'`,
    [agency.agencyId],
  );
  const program = await given.program(agency, { name: 'Housing' });
  const recovery = await given.program(agency, { name: 'Recovery' });
  await house.owner.query(`update program set class = 'sud' where program_id = $1`, [
    recovery.programId,
  ]);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  una = await given.staff(agency, 'una', { roles: ['case-manager'], program, trained: [] });
  bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program, trained: [] });
  jane = await given.staff(agency, 'jane', { roles: ['case-manager'], program: recovery });
  const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
  person = { kind: 'provider', id: providerId };
  made = async (paper) => {
    const client = await given.client(agency, { program, worker: ana });
    const classes = classesOn[paper];
    if (classes.length > 0) await given.consent(agency, { client, providerId, by: ana, classes });
    for (const { staffId } of [una, jane])
      await tell('ana', `/api/clients/${client.clientId}/care-team/add`, {
        kind: 'staff',
        personId: staffId,
        isCaseManager: staffId === una.staffId,
        from: '2026-02-01',
      });
    return client;
  };
});

const planned = (client: Case) =>
  meetings.planned('una', [client], { ana: una, bo, on: '2027-03-15', people: [person] });
const pathOf = ({ conferenceId }: Meeting) => `/api/conferences/${conferenceId}`;

test('why somebody was not asked says nothing of a paper about what the planner may not know (S4, EP-02, REQ-036)', async () => {
  const withheldOf = async (paper: Paper) => {
    const { body } = await meetings.invited('una', await planned(await made(paper)));
    return body.withheld.map(({ because, inWords }: Record<string, string>) => [because, inWords]);
  };
  const withheld = await withheldOf('none');
  expect(withheld).toMatchObject([['no-consent', expect.anything()]]);
  expect(await withheldOf('of-substance-use-alone')).toEqual(withheld);
});

test('whether a letter left says nothing of it either, where a colleague who tells something is asked before it does (S4, EP-02)', async () => {
  const letterOf = async (paper: Paper) => {
    const meeting = await planned(await made(paper));
    const { body } = await meetings.invited('una', meeting);
    expect(body.invited).toContainEqual(expect.objectContaining({ person, mail: 'written' }));
    await tell('una', `${pathOf(meeting)}/late-invitations`, {
      version: await meeting.version(),
      attendees: [{ person: { kind: 'staff', id: jane.staffId }, reviewIds: meeting.reviewIds }],
    });
    await house.runJobs();
    const { mails } = (await house.as('una').get(`${pathOf(meeting)}/mails`)).body;
    return mails
      .filter(({ to }: { to: string }) => to === 'lee@clinic.example')
      .map(({ state, because }: Record<string, string>) => [state, because]);
  };
  const letter = await letterOf('of-general');
  expect(letter).toHaveLength(1);
  expect(await letterOf('of-all')).toEqual(letter);
});

test('what was told without consent beside such a colleague is told to those alone who may know of it, whoever was there (S4, EP-08, REQ-036)', async () => {
  const heldWith = async (paper: Paper) => {
    const client = await made(paper);
    const meeting = await planned(client);
    await meetings.invited('una', meeting);
    const path = pathOf(meeting);
    await house.at('2027-03-15T14:00:00Z');
    await tell('una', `${path}/start`, {});
    const review = `${path}/reviews/${meeting.reviewIds[0]}`;
    await tell('una', `${review}/activate`, {});
    await tell('una', `${review}/walk-ins`, { person: { kind: 'staff', id: jane.staffId } });
    const there = [
      { kind: 'client', id: client.clientId },
      ...[una, bo, jane].map(({ staffId }) => ({ kind: 'staff', id: staffId })),
      person,
    ];
    for (const each of there)
      await tell('una', `${review}/attendance`, { person: each, state: 'present' });
    await house.at('2027-03-15T14:20:00Z');
    await tell('una', `${review}/entries`, { kind: 'strength', text: 'A strength' });
    const { entryId } = await tell('una', `${review}/entries`, { kind: 'need', text: 'A ride' });
    await tell('una', `${review}/action-items`, {
      needId: entryId,
      text: 'A step',
      owner: { kind: 'staff', id: una.staffId },
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-29', how: 'By telephone', by: una.staffId },
    });
    await tell('una', `${review}/summary`, { text: 'A summary', how: 'aloud' });
    await tell('una', `${path}/end`, {});
    const { reviews } = await tell('una', `${path}/close`, {});
    const seenBy = async (who: string) => {
      const conference = (await house.as(who).get(path)).body;
      const log = `/api/clients/${client.clientId}/disclosures`;
      const { disclosures } = (await house.as(who).get(log)).body;
      return {
        counts: conference.reviews[0].counts,
        spoken: disclosures
          .filter(({ channelInWords: how }: Record<string, string>) => how?.startsWith('Spoken'))
          .map(({ whatInWords, basisInWords }: Record<string, string>) => [
            whatInWords,
            basisInWords,
          ]),
      };
    };
    await house.at('2027-03-15T12:00:00Z');
    return {
      told: [reviews[0].warningCodes, await seenBy('una'), await seenBy('bo')],
      known: await seenBy('ana'),
    };
  };
  const [signed, other] = [await heldWith('of-all'), await heldWith('of-general')];
  expect(signed.told).toEqual(other.told);
  expect(signed.known.counts.warnings).not.toContainEqual(
    expect.objectContaining({ code: 'CONSENT_INCIDENT' }),
  );
  expect(other.known.counts.warnings).toContainEqual(
    expect.objectContaining({ code: 'CONSENT_INCIDENT' }),
  );
  expect(signed.known.spoken).not.toEqual([]);
});

test('whoever may not know what a colleague tells does not add them while a letter of somebody who may still waits: what became of it would say it (S4, EP-02)', async () => {
  const lateAt = async (paper: Paper) => {
    const client = await made(paper);
    const meeting = await meetings.planned('ana', [client], {
      ana,
      bo: una,
      on: '2027-03-15',
      people: [person],
    });
    await meetings.invited('ana', meeting);
    const add = async () =>
      house.as('una').post(`${pathOf(meeting)}/late-invitations`, {
        version: await meeting.version(),
        attendees: [{ person: { kind: 'staff', id: jane.staffId }, reviewIds: meeting.reviewIds }],
      });
    const stateOf = async () => {
      await house.runJobs();
      const { mails } = (await house.as('una').get(`${pathOf(meeting)}/mails`)).body;
      return mails
        .filter(({ to }: { to: string }) => to === 'lee@clinic.example')
        .map(({ state }: { state: string }) => state);
    };
    const { status, body } = await add();
    return [status, body.type, await stateOf(), (await add()).status, await stateOf()];
  };
  const late = await lateAt('of-general');
  expect(late).toEqual([409, 'letters-wait-to-leave', ['sent'], 200, ['sent']]);
  expect(await lateAt('of-all')).toEqual(late);
});

test('nor does a letter that has not left when the meeting begins say it, whoever lets such a colleague in (S4, EP-02)', async () => {
  const letterOf = async (paper: Paper) => {
    await house.at('2027-03-15T12:00:00Z');
    const meeting = await meetings.planned('ana', [await made(paper)], {
      ana: una,
      bo: ana,
      on: '2027-03-15',
      people: [person],
    });
    await meetings.invited('ana', meeting);
    await house.at('2027-03-15T14:00:00Z');
    const review = `${pathOf(meeting)}/reviews/${meeting.reviewIds[0]}`;
    await tell('una', `${pathOf(meeting)}/start`, {});
    await tell('una', `${review}/activate`, {});
    await tell('una', `${review}/walk-ins`, { person: { kind: 'staff', id: jane.staffId } });
    await house.runJobs();
    const { mails } = (await house.as('una').get(`${pathOf(meeting)}/mails`)).body;
    return mails
      .filter(({ to }: { to: string }) => to === 'lee@clinic.example')
      .map(({ state }: { state: string }) => state);
  };
  const letter = await letterOf('of-general');
  expect(letter).toHaveLength(1);
  expect(await letterOf('of-all')).toEqual(letter);
});

import { meetingsIn } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';

/** What a meeting holds to which one guest was asked, and what they may not know of. */
export type Unknown = {
  /** Others who are talked about there, before and after, in programs of each class. */
  others: number;
  /** Words about their own client that no consent covers, and steps of them. */
  isRestricted: boolean;
  /** Somebody else who is asked, and to whom the others agreed. */
  hasGuest: boolean;
};

/** One agency: Dr Lee is asked for one client, who agreed to general things and to HIV. Everything else there is called Zqx. */
export async function guestWorld(house: House, name: string, unknown: Unknown) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { owner } = house;
  const work = await meetings.agencyAtWork(name);
  const { agency, program, ana, bo } = work;
  const zqx = (what: string) => `Zqx${what} Zqx${what}`;
  await owner.query(`update staff_version set full_name = 'Robin Park' where staff_id = $1`, [
    ana.staffId,
  ]);
  const lee = await given.provider(agency);
  const mo = await given.provider(agency, {
    name: zqx('mo'),
    title: 'Zqxtitle',
    organization: 'Zqxclinic',
  });
  const client = await given.client(agency, {
    program,
    worker: ana,
    name: 'Zephyrine Quillfeather',
  });
  const consentId = await given.consent(agency, {
    client,
    providerId: lee.providerId,
    by: ana,
    classes: ['general', 'hiv'],
  });
  const others: GivenClient[] = [];
  const special = (['hiv', 'sud', 'mental_health'] as const).slice(0, unknown.others);
  for (const about of special) {
    const { programId, teamId } = await given.program(agency, { name: `Zqx${about}` });
    await owner.query(`update program set class = $2 where program_id = $1`, [programId, about]);
    await owner.query(
      `with seat as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, gen_random_uuid(), $2, $3) returning *)
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
         select agency_id, team_member_id, gen_random_uuid(), 'case-manager', '2020-01-01', '2020-01-01Z' from seat`,
      [agency.agencyId, teamId, bo.staffId],
    );
    const one = await given.client(agency, {
      program: { programId, teamId },
      worker: ana,
      name: zqx(about),
    });
    // A yes to general things is none to hear that somebody is in such a program.
    await given.consent(agency, { client: one, providerId: lee.providerId, by: ana });
    const { providerId } = mo;
    if (unknown.hasGuest)
      await given.consent(agency, {
        client: one,
        providerId,
        by: ana,
        classes: ['general', about],
      });
    others.push(one);
  }
  const [before, ...after] = others;
  const all = [...(before ? [before] : []), client, ...after];
  const person = { kind: 'provider', id: lee.providerId } as const;
  const asked = { kind: 'provider', id: mo.providerId } as const;
  // Their own time is the same: the meeting begins later where nobody is before them.
  const meeting = await meetings.planned(ana.name, all, {
    ana,
    bo,
    people: unknown.hasGuest ? [person, asked] : [person],
    time: before ? '10:00' : '10:15',
  });
  const reviewId = meeting.reviewIds[all.indexOf(client)] ?? '';
  const reason = (position: number, code: string, about: string) =>
    owner.query(
      `insert into review_reason (agency_id, reason_id, review_id, client_id, position, code, class, written_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        agency.agencyId,
        house.newId(),
        reviewId,
        client.clientId,
        position,
        code,
        about,
        ana.staffId,
      ],
    );
  await reason(20, 'treatment_change', 'hiv');
  if (unknown.isRestricted)
    for (const about of ['sud', 'mental_health', 'dv'])
      await reason(about.length, 'duplication', about);
  await meetings.invited(ana.name, meeting);
  // Whether they were asked for the others is not what keeps these from them.
  await owner.query(
    `update review_attendee set invited_at = auth.now() where attendee_id in (select attendee_id from attendee where provider_id = $1)`,
    [lee.providerId],
  );
  const path = `/api/conferences/${meeting.conferenceId}`;
  const tell = teller(house);

  const step = async (text: string, about: string, to: string) => {
    const { entryId } = await tell(ana.name, `${path}/reviews/${reviewId}/entries`, {
      kind: 'need',
      text: 'A quieter room',
      class: 'general',
    });
    await tell(ana.name, `${path}/reviews/${reviewId}/action-items`, {
      text,
      class: about,
      needId: entryId,
      owner: { kind: 'provider', id: to },
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-25', how: 'By telephone', by: ana.staffId },
    });
  };
  return {
    consentId,
    client,
    whose: { conferenceId: meeting.conferenceId, person },
    link: () => guestsIn(house).linkFor({ conferenceId: meeting.conferenceId, person }),
    held: async () => {
      await meetings.held(ana.name, meeting, {
        owner: ana,
        from: before ? '2027-03-15T14:00:00Z' : '2027-03-15T14:15:00Z',
      });
      await step('Ask for a quiet hour', 'general', lee.providerId);
      await step('Repeat the count', 'hiv', lee.providerId);
      if (unknown.isRestricted) await step('A Zqxstep of a day', 'sud', lee.providerId);
      if (unknown.hasGuest) await step('A Zqxstep of theirs', 'general', mo.providerId);
    },
    closed: async () => {
      await tell(ana.name, `${path}/close`, {});
      await house.runJobs();
    },
  };
}

import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';

type Told = {
  work: GivenAgencyAtWork;
  /** Whoever plans and leads. */
  as: string;
  clients: GivenClient[];
  lee: { kind: 'provider'; id: string };
};
type Planned = { time: string; place?: string };
const on = '2027-03-15';

/** Marcus's own concern, in words that the program does not know. */
export const ownReason = 'Visits in the evening';

/** Meetings to which a provider was asked for two people, at each point at which a guest may find one. */
export async function givenGuestStates(house: House) {
  await house.at('2027-03-15T09:00:00Z');
  const { asked, told, held, agreed } = asksIn(house);
  const here = await told('riverbend', ['Marcus Bell', 'Alma Rivera']);
  await house.owner.query(
    `update agency set contact_phone = '518-555-0100 ext. 12', is_sample = true where agency_id = $1`,
    [here.work.agency.agencyId],
  );
  const [marcus, alma] = here.clients;
  if (!marcus || !alma) throw new Error('Two people were to be there.');
  await mailTo(house, marcus);
  const long = await named(house, await told('metropolitan', ['Nadia Fox', 'Nora Fox']));

  const over = await asked(here, { time: '06:00' });
  const unclosed = await asked(here, { time: '07:00' });
  const longOver = await asked(long, { time: '06:00', place: long.place });
  await held(here, over, ['Book four video visits in the evening', 'Send the new medicine list']);
  await held(long, longOver, [long.step, 'Send the new medicine list']);
  await meetingsIn(house).held('ana', unclosed, {
    owner: here.work.ana,
    from: '2027-03-15T11:00:00Z',
  });

  await house.at('2027-03-15T12:00:00Z');
  const cancelled = await asked(here, { time: '10:00' });
  await house.as('ana').post(`/api/conferences/${cancelled.conferenceId}/cancel`, {
    reason: 'Nobody has time.',
  });
  const planned = await asked(here, { time: '11:30' });
  const begins = await asked(here, { time: '13:00' });
  const longNames = await asked(long, { time: '11:30', place: long.place });
  await house.runJobs();

  const whose = ({ conferenceId }: Meeting, { lee }: Told = here) => ({
    conferenceId,
    person: lee,
  });
  return {
    marcus,
    planned: whose(planned),
    begins: whose(begins),
    over: whose(over),
    unclosed: whose(unclosed),
    cancelled: whose(cancelled),
    longNames: whose(longNames, long),
    longOver: whose(longOver, long),
    /** The same meeting, by a link of whom it is about. */
    ofOneself: {
      conferenceId: planned.conferenceId,
      person: { kind: 'client' as const, id: marcus.clientId },
    },
    agreed: () => agreed(here),
    takenBack: (of: readonly GivenClient[] = here.clients) =>
      house.owner.query(
        `update consent set revoked_at = auth.now(), revoked_by = $2 where client_id = any($1) and revoked_at is null`,
        [of.map(({ clientId }) => clientId), here.work.ana.staffId],
      ),
    begun: async () => {
      const path = `/api/conferences/${begins.conferenceId}/start`;
      const { status, body } = await house.as('ana').post(path);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
  };
}

function asksIn(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const tell = async (by: string, path: string, said: object = {}) => {
    const { status, body } = await house.as(by).post(path, said);
    if (status !== 200) throw new Error(`${path} ${JSON.stringify(body)}`);
    return body;
  };
  const agreed = async ({ work: { agency, ana: by }, clients, lee }: Told) => {
    for (const client of clients) await given.consent(agency, { client, providerId: lee.id, by });
  };

  return {
    agreed,

    /** An agency with people who let the same provider know of them. */
    told: async (name: string, names: [string, string]): Promise<Told> => {
      const work = await meetings.agencyAtWork(name);
      const { agency, program, ana } = work;
      const clients: GivenClient[] = [];
      for (const each of names)
        clients.push(await given.client(agency, { program, worker: ana, name: each }));
      const lee = { kind: 'provider' as const, id: (await given.provider(agency)).providerId };
      const all = { work, as: ana.name, clients, lee };
      await agreed(all);
      return all;
    },

    asked: async (
      { work, as, clients, lee }: Told,
      { time, place = 'Room 2, 14 River Street' }: Planned,
    ) => {
      const meeting = await meetings.planned(as, clients, { ...work, people: [lee], on, time });
      const path = `/api/conferences/${meeting.conferenceId}`;
      await tell(as, `${path}/clients`, {
        version: await meeting.version(),
        reviews: clients.map(({ enrollmentId }, index) => ({
          enrollmentId,
          plannedMinutes: 25,
          reasons: [
            { code: 'status_needs_goals', text: null, class: 'general' },
            ...(index === 0
              ? [{ code: 'other_coordination_need', text: ownReason, class: 'general' }]
              : []),
          ],
        })),
      });
      const schedule = { on, time, place, minutes: 60, timeZone: 'America/New_York' };
      await tell(as, `${path}/schedule`, {
        version: await meeting.version(),
        schedule: { ...schedule, mode: 'video', joinLink: 'https://video.example/rooms/2811' },
      });
      await meetings.invited(as, meeting);
      return meeting;
    },

    /** To its end: the provider took on one step for each, and has done the second. */
    held: async ({ work: { ana }, as, clients, lee }: Told, meeting: Meeting, steps: string[]) => {
      await meetings.held(as, meeting, { owner: ana, from: '2027-03-15T10:00:00Z' });
      const path = `/api/conferences/${meeting.conferenceId}`;
      const ids: string[] = [];
      for (const [index, text] of steps.entries()) {
        const step = await tell(as, `${path}/reviews/${meeting.reviewIds[index]}/action-items`, {
          text,
          class: 'general',
          owner: lee,
          dueOn: '2027-03-19',
          followUp: { on: '2027-03-22', how: 'By telephone', by: ana.staffId },
        });
        ids.push(step.actionItemId);
      }
      await tell(as, `${path}/close`);
      const { body } = await house.as(as).get(`/api/clients/${clients[1]?.clientId}/actions`);
      const { version } = body.items.find(
        (item: { actionItemId: string }) => item.actionItemId === ids[1],
      );
      await tell(as, `/api/actions/${ids[1]}/done`, { version });
      await house.runJobs();
    },
  };
}

const mailTo = (house: House, { clientId }: GivenClient) =>
  house.owner.query(
    `update client set email = 'marcus@home.example', may_email = true where client_id = $1`,
    [clientId],
  );

/** The longest words that somebody may have to read on a narrow screen. */
async function named(house: House, told: Told) {
  const longName = 'Maximiliana-Guadalupe Vásquez-Fernández-de-la-Concepción-y-Montenegro';
  const [given, family] = longName.split(' ');
  const { agency, ana } = told.work;
  await house.owner.query(`update agency set neutral_name = $2 where agency_id = $1`, [
    agency.agencyId,
    'Metropolitan Transitional Housing, Counseling and Community Reintegration Services of Western New York, Incorporated',
  ]);
  await house.owner.query(`update staff_version set full_name = $2 where staff_id = $1`, [
    ana.staffId,
    longName,
  ]);
  await house.owner.query(`update provider_version set full_name = $2 where provider_id = $1`, [
    told.lee.id,
    'Dr Wilhelmina-Konstantina Featherstonehaugh-Papadopoulos',
  ]);
  await house.owner.query(
    `update client set legal_given = $2, legal_family = $3 where client_id = any($1)`,
    [told.clients.map(({ clientId }) => clientId), given, family],
  );
  return {
    ...told,
    place: 'The small room behind the reading room, third floor, 1407 South Riverside Boulevard',
    step: 'Writetothehousingauthority'.repeat(5),
  };
}

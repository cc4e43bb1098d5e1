import type { PersonRef } from '#domain/people.ts';
import type { GivenAgency, GivenClient, GivenProgram, GivenStaff } from '#test/given.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type Meeting = {
  conferenceId: string;
  /** By the order in which the clients were named. */
  reviewIds: string[];
  version: () => Promise<string>;
};
export type GivenAgencyAtWork = {
  agency: GivenAgency;
  program: GivenProgram;
  ana: GivenStaff;
  bo: GivenStaff;
};

/** Steps of a meeting, each through the product: a test then looks at what came of them. */
export function meetingsIn(house: House) {
  const given = givenIn(house);

  return {
    /** An agency with a program, a case manager `ana` and her colleague `bo` on one team. */
    async agencyAtWork(
      name = 'riverbend',
      rules: { policy?: object } = {},
    ): Promise<GivenAgencyAtWork> {
      const agency = await given.agency(name);
      const program = await given.program(agency, rules);
      const suffix = name === 'riverbend' ? '' : `-${name}`;
      const ana = await given.staff(agency, `ana${suffix}`, { roles: ['case-manager'], program });
      const bo = await given.staff(agency, `bo${suffix}`, { roles: ['case-manager'], program });
      return { agency, program, ana, bo };
    },

    /** A draft with reasons, a time, and roles: ana leads and takes notes, bo keeps time. */
    async planned(
      by: string,
      clients: GivenClient[],
      {
        ana,
        bo,
        people = [],
        on = '2027-03-15',
        time = '10:00',
      }: {
        ana: GivenStaff;
        bo: GivenStaff;
        people?: { kind: 'provider' | 'support' | 'staff'; id: string; clients?: number[] }[];
        on?: string;
        time?: string;
      },
    ): Promise<Meeting> {
      const as = house.as(by);
      const started = await as.post('/api/conferences', {
        enrollmentIds: clients.map(({ enrollmentId }) => enrollmentId),
      });
      const { conferenceId } = started.body;
      const path = `/api/conferences/${conferenceId}`;
      const version = async () => (await as.get(path)).body.version;
      await as.post(`${path}/clients`, {
        version: await version(),
        reviews: clients.map(({ enrollmentId }) => ({
          enrollmentId,
          plannedMinutes: 15,
          reasons: [{ code: 'status_needs_goals', text: null }],
        })),
      });
      const { body } = await as.get(path);
      const reviewIds: string[] = body.reviews.map(
        (review: { reviewId: string }) => review.reviewId,
      );
      const staff = [ana, bo].map(({ staffId }) => ({
        person: { kind: 'staff', id: staffId },
        reviewIds,
      }));
      const themselves = clients.map(({ clientId }, index) => ({
        person: { kind: 'client', id: clientId },
        reviewIds: [reviewIds[index]],
      }));
      const outside = people.map(({ kind, id, clients: wanted }) => ({
        person: { kind, id },
        reviewIds: wanted ? wanted.map((index) => reviewIds[index]) : reviewIds,
      }));
      const answers = [
        await as.post(`${path}/people`, {
          version: await version(),
          attendees: [...staff, ...themselves, ...outside],
        }),
        await as.post(`${path}/schedule`, {
          version: await version(),
          schedule: { on, time, minutes: 60, timeZone: 'America/New_York', mode: 'video' },
        }),
        await as.post(`${path}/roles`, {
          version: await version(),
          roles: { facilitator: ana.staffId, timekeeper: bo.staffId, notetaker: ana.staffId },
        }),
      ];
      const failed = answers.find(({ status }) => status !== 200);
      if (failed) throw new Error(JSON.stringify(failed.body));
      return { conferenceId, reviewIds, version };
    },

    /** Sends the invitations of a plan. */
    async invited(by: string, meeting: Meeting) {
      const reply = await house
        .as(by)
        .post(`/api/conferences/${meeting.conferenceId}/invitations`, {
          version: await meeting.version(),
        });
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return reply;
    },

    /** Discusses these clients one after the other, with everybody who was invited there, and ends the meeting. */
    async held(
      by: string,
      { conferenceId, reviewIds }: Meeting,
      {
        from = '2027-03-15T14:00:00Z',
        owner,
        dueOn = '2027-03-22',
        words = (index: number) => `client ${index + 1}`,
        walkIns = () => [],
      }: {
        from?: string;
        owner: GivenStaff;
        dueOn?: string;
        words?: (index: number) => string;
        /** Who comes to the review of this client without being asked. */
        walkIns?: (index: number) => PersonRef[];
      },
    ) {
      const as = house.as(by);
      const path = `/api/conferences/${conferenceId}`;
      const tell = async (where: string, body: unknown = {}) => {
        const reply = await as.post(`${path}${where}`, body);
        if (reply.status !== 200) throw new Error(`${where} ${JSON.stringify(reply.body)}`);
        return reply.body;
      };
      const start = Temporal.Instant.from(from);
      await house.at(start.toString());
      await tell('/start');
      const { body: conference } = await as.get(path);
      for (const [index, reviewId] of reviewIds.entries()) {
        if (index > 0) await house.at(start.add({ minutes: index * 15 }).toString());
        const at = `/reviews/${reviewId}`;
        await tell(`${at}/activate`);
        for (const { person, invitedTo } of conference.attendees) {
          if (invitedTo.includes(reviewId))
            await tell(`${at}/attendance`, { person, state: 'present' });
        }
        for (const person of walkIns(index)) await tell(`${at}/walk-ins`, { person });
        const need = await tell(`${at}/entries`, {
          kind: 'need',
          text: `A need of ${words(index)}`,
        });
        await tell(`${at}/entries`, { kind: 'strength', text: `A strength of ${words(index)}` });
        await tell(`${at}/summary`, { text: `The summary of ${words(index)}`, how: 'aloud' });
        await tell(`${at}/action-items`, {
          needId: need.entryId,
          text: `A step for ${words(index)}`,
          owner: { kind: 'staff', id: owner.staffId },
          dueOn,
          followUp: {
            on: Temporal.PlainDate.from(dueOn).add({ days: 7 }).toString(),
            how: 'By telephone',
            by: owner.staffId,
          },
        });
      }
      await house.at(start.add({ minutes: reviewIds.length * 15 }).toString());
      await tell('/end');
    },
  };
}

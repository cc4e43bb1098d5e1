import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type Stops = {
  isWhole: boolean;
  invitations: {
    id: string;
    conferenceId: string;
    person: string;
    inWords: string;
    isBeingHeld: boolean;
    staysAsked: boolean | null;
    unsentMails: number | null;
  }[];
  toTell: string[];
};

type Invited = {
  on?: string;
  time?: string;
  also?: GivenClient[];
  /** Their mails have left. */
  isSent?: boolean;
  /** Only whom a paper covers is asked, as the product asks. */
  isCovered?: boolean;
};

/**
 * A client whose meetings somebody outside is asked to, whether or not a paper covers them by now; what would stop is asked beforehand,
 * and what did stop is read from what is kept.
 */
export async function stopsScene(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-10T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const lee = await given.provider(work.agency, { email: 'lee@clinic.example' });
  const mo = await given.provider(work.agency, {
    name: 'Mo Chen',
    organization: 'North Clinic',
    providerClass: 'behavioral',
    email: 'mo@north.example',
  });
  const provider = ({ providerId: id }: { providerId: string }) => ({ kind: 'provider', id });
  const organization = ({ organizationId: id }: { organizationId: string }) => ({
    kind: 'organization',
    id,
  });

  const sign = (clientId: string, change: object = {}) =>
    house.as('ana').post(`/api/clients/${clientId}/consents`, {
      form: 'DOH-5032',
      recipients: [provider(lee)],
      classes: ['general'],
      purposes: ['case_conference'],
      validFrom: '2027-03-01',
      validUntil: '2028-03-01',
      signedOn: '2027-03-01',
      ...change,
    });

  const asked = async (clientId: string) =>
    (
      await house.owner.query<{ id: string }>(
        `select w.review_attendee_id as id from review_attendee w join attendee a using (agency_id, attendee_id)
         where w.client_id = $1 and w.invited_at is not null and a.client_id is null and a.staff_id is null`,
        [clientId],
      )
    ).rows.map(({ id }) => id);
  const unsent = async () => {
    const { rows } = await house.owner.query<{ count: number }>(
      `select count(*)::integer as count from mail where state in ('queued', 'held', 'failed')
         and kind in ('invitation', 'change')`,
    );
    return rows[0]?.count ?? 0;
  };
  const partners = async (clientId: string): Promise<string[]> =>
    (
      await house.as('ana').get(`/api/revocation-notices?show=all&clientId=${clientId}`)
    ).body.notices.map(({ party }: { party: string }) => party);

  return {
    ...work,
    given,
    meetings,
    lee,
    mo,
    provider,
    organization,
    sign,

    async paper(clientId: string, change: object = {}): Promise<string> {
      const { status, body } = await sign(clientId, change);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.consentId;
    },

    async invited(
      client: GivenClient,
      {
        on = '2027-03-15',
        time = '10:00',
        also = [],
        isSent = false,
        isCovered = false,
      }: Invited = {},
    ) {
      const supportId = await kin(client);
      const people = [
        { kind: 'provider' as const, id: lee.providerId },
        { kind: 'provider' as const, id: mo.providerId },
        { kind: 'support' as const, id: supportId, clients: [0] },
      ];
      const all = [client, ...also];
      const meeting = await meetings.planned('ana', all, { ...work, people, on, time });
      await meetings.invited('ana', meeting);
      if (!isCovered)
        await house.owner.query(
          `update review_attendee set invited_at = auth.now() where is_wanted and review_id = any($1)`,
          [meeting.reviewIds],
        );
      if (isSent) await house.runJobs();
      return meeting;
    },

    async ask(path: string, body: object = {}, who = 'ana'): Promise<Stops> {
      const reply = await house.as(who).post(path, body);
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return reply.body;
    },

    /** What came of it, in the shape of what was said beforehand. */
    async did(clientId: string, deed: () => Promise<{ status: number; body: unknown }>) {
      const before = { asked: await asked(clientId), unsent: await unsent() };
      const told = await partners(clientId);
      const { status, body } = await deed();
      if (status !== 200) throw new Error(JSON.stringify(body));
      const left = await asked(clientId);
      const heard = await partners(clientId);
      for (const each of told) heard.splice(heard.indexOf(each), 1);
      return {
        body,
        done: {
          invitations: before.asked.filter((id) => !left.includes(id)).toSorted(),
          unsentMails: before.unsent - (await unsent()),
          toTell: heard.toSorted(),
        },
      };
    },
  };

  async function kin({ clientId }: GivenClient): Promise<string> {
    const { body } = await house.as('ana').post(`/api/clients/${clientId}/supports`, {
      fullName: 'Lan Rivera',
      relationship: 'sibling',
      email: 'lan@family.example',
    });
    return body.supportId;
  }
}

/** The same shape of what was said beforehand. */
export const asDone = ({ invitations, toTell }: Stops) => ({
  invitations: invitations.map(({ id }) => id).toSorted(),
  unsentMails: invitations.reduce((sum, { unsentMails }) => sum + (unsentMails ?? NaN), 0),
  toTell: toTell.toSorted(),
});

import { openWindow } from '#test/browser-like.ts';
import { guestsIn } from '#test/given-guest.ts';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { tablesWith } from '#test/tables-with.ts';

export const linkIn = (text = '') => /\/guest#([\w-]+)/.exec(text)?.[1] ?? '';
export const codeIn = (text = '') => /^\d{8}$/m.exec(text)?.[0] ?? '';

type Asked = { meeting: Meeting; providerId: string; consentId: string; address: string };
type Linked = Asked & { link: string };

/** Providers who are invited, and ask by a link for what is mailed to them. */
export async function guestMailsIn(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { mailer } = house.shell;
  await house.at('2027-03-15T12:00:00Z');
  const work: GivenAgencyAtWork = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const client: GivenClient = await given.client(agency, { program, worker: ana });
  let count = 0;

  const askByLink = (what: 'code' | 'link', link: string) =>
    openWindow(house).post(`/api/guest/${what}`, { link });

  /** What came to this address meanwhile, the newest last. */
  const mailedTo = async (address: string, meanwhile: () => Promise<unknown>) => {
    const before = house.mails.length;
    await meanwhile();
    await house.runJobs();
    return house.mails.slice(before).filter(({ to }) => to === address);
  };
  /** One who was asked for the client and agreed to, on the morning of the day. */
  const invited = async (): Promise<Asked> => {
    await house.at('2027-03-15T12:00:00Z');
    count += 1;
    const address = `lee.${count}@clinic.example`;
    const { providerId } = await given.provider(agency, { email: address });
    const consentId = await given.consent(agency, { client, providerId, by: ana });
    const people = [{ kind: 'provider' as const, id: providerId }];
    const meeting = await meetings.planned('ana', [client], { ...work, people });
    await meetings.invited('ana', meeting);
    await house.runJobs();
    return { meeting, providerId, consentId, address };
  };
  const mailsOf = async ({ meeting: { conferenceId }, address }: Asked) => {
    const { body } = await house.as('ana').get(`/api/conferences/${conferenceId}/mails`);
    return body.mails.filter(({ to }: { to: string }) => to === address);
  };

  return {
    work,
    client,
    meetings,
    mailedTo,
    mailsOf,
    askByLink,
    newestOf: async (asked: Asked) => (await mailsOf(asked)).at(-1),
    invited,
    /** The same, whose mail has come. */
    linked: async (): Promise<Linked> => {
      const asked = await invited();
      const person = { kind: 'provider' as const, id: asked.providerId };
      const { conferenceId } = asked.meeting;
      return { ...asked, ...(await guestsIn(house).linkFor({ conferenceId, person })) };
    },
    mailedFor: (what: 'code' | 'link', { link, address }: Pick<Linked, 'link' | 'address'>) =>
      mailedTo(address, () => askByLink(what, link)),
    opened: async (link: string, code: string) =>
      (await openWindow(house).post('/api/guest/open', { link, code })).status,
    moved: async (meeting: Meeting) => {
      const reply = await house
        .as('ana')
        .post(`/api/conferences/${meeting.conferenceId}/reschedule`, {
          version: await meeting.version(),
          schedule: {
            on: '2027-03-16',
            time: '09:30',
            minutes: 60,
            timeZone: 'America/New_York',
            mode: 'video',
          },
        });
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    },
    /** What waits for a busy server is tried once more. */
    triedAgain: async () => {
      await house.owner.query(
        `update queue.job set start_after = queue.job_now() where state < 'active'`,
      );
      await house.runJobs();
    },
    /** The mail server takes everything, and there is one. */
    takesAll: () => {
      house.shell.mailer = mailer;
      house.deliverBy(async (mail) => {
        house.mails.push(mail);
        return 'sent';
      });
    },
    tablesWith: (word: string) => tablesWith(house, word),
  };
}

import { askForDigests } from '#server/features/escalations/ask-for-digests.ts';
import { foundedAgency, joined, openWindow } from '#test/browser-like.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { guestsIn } from '#test/given-guest.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { askForLink, useLink } from '#test/recovery.ts';
import { teller } from '#test/walls/canary-words.ts';
import { oddName } from '#test/walls/odd-names.ts';

const firstDay = Temporal.PlainDate.from('2027-03-15');
const perMeeting = 10;
/** What is held is closed and put on paper for each client, which takes longest; the other meetings are called off. */
const oneIsHeldOf = 10;

type Scene = {
  house: House;
  ana: GivenStaff;
  bo: GivenStaff;
  clients: GivenClient[];
  providerId: string;
};

/** Mails of every kind: to and about this many clients with odd names, and about the sign-ins of the staff. */
export async function mailWorld(house: House, many: number) {
  await house.at(`${firstDay.toString()}T12:00:00Z`);
  const given = givenIn(house);
  const agency = await given.agency('north');
  await house.owner.query(`update agency set name = 'HIV Recovery Center' where agency_id = $1`, [
    agency.agencyId,
  ]);
  const program = await given.program(agency, { name: 'AIDS care', preset: 'health-home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const { providerId } = await given.provider(agency, {
    name: oddName(1),
    title: `HIV physician ${oddName(2)}`,
    organization: `Recovery clinic ${oddName(3)}`,
    email: 'somebody@outside.example',
  });
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  const clients: GivenClient[] = [];
  for (let number = 0; number < many; number += 1) {
    const client = await given.client(agency, { program, worker: ana });
    await given.consent(agency, { client, providerId, by: ana });
    await named(house, client, number);
    clients.push(client);
  }
  for (let first = 0; first < many; first += perMeeting) {
    const theirs = clients.slice(first, first + perMeeting);
    await meeting({ house, ana, bo, clients: theirs, providerId }, first / perMeeting);
  }
  await house.at('2027-07-01T15:00:00Z');
  await alerts(house, clients[0]);
  await house.runJobs();
  await signIns(house);
  await house.runJobs();
}

/** Every word that stands about them is an odd one, and was born long ago. */
async function named(house: House, { clientId }: GivenClient, number: number) {
  const name = oddName(number);
  await house.owner.query(
    `update client set legal_given = $2::text, legal_family = $3, preferred_name = $2::text, pronouns = $2::text, languages = array[$2::text],
       phone = $2::text, email = $4, may_email = true, born_on = $5 where client_id = $1`,
    [
      clientId,
      name,
      oddName(number + 7),
      `to.${number}+mail@home.example`,
      `19${31 + (number % 38)}-02-03`,
    ],
  );
}

/** One on each day: invites, changes; and then it is held and closed, or cancelled. */
async function meeting({ house, ana, bo, clients, providerId }: Scene, number: number) {
  const day = firstDay.add({ days: number });
  const on = day.toString();
  await house.at(`${on}T12:00:00Z`);
  const meetings = meetingsIn(house);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const planned = await meetings.planned('ana', clients, { ana, bo, people, on });
  await meetings.invited('ana', planned);
  await house.runJobs();
  if (number === 0) await askedByGuest(house, planned.conferenceId, providerId);
  const tell = teller(house);
  const path = `/api/conferences/${planned.conferenceId}`;
  await tell('ana', `${path}/reschedule`, {
    version: await planned.version(),
    schedule: {
      on,
      time: '10:00',
      minutes: 75,
      timeZone: 'America/New_York',
      mode: 'video',
      place: `Recovery center ${oddName(5).replaceAll(/[\p{Cc}\u2028]/gu, ' ')}`,
    },
  });
  await house.runJobs();
  if (number % oneIsHeldOf === 0) {
    const dueOn = day.add({ days: 7 }).toString();
    await meetings.held('ana', planned, { from: `${on}T14:00:00Z`, owner: ana, dueOn });
    await tell('ana', `${path}/close`, {});
  } else await tell('ana', `${path}/cancel`, { reason: `HIV clinic ${oddName(9)}` });
  await house.runJobs();
}

/** Who was written to outside asks by a link for a code, and for a new link. */
async function askedByGuest(house: House, conferenceId: string, id: string) {
  const { link } = await guestsIn(house).linkFor({
    conferenceId,
    person: { kind: 'provider', id },
  });
  for (const what of ['code', 'link']) {
    await house.visitor.post(`/api/guest/${what}`, { link });
    await house.runJobs();
  }
}

/** Of a crisis at once, and once a day of what is due. */
async function alerts(house: House, client: GivenClient | undefined) {
  const { body } = await house.as('ana').get(`/api/clients/${client?.clientId}/changes/new`);
  for (const { code } of body.kinds)
    await house
      .as('bo')
      .post(`/api/clients/${client?.clientId}/changes`, { code, on: '2027-06-30' });
  await askForDigests(house.shell);
}

/** Somebody is invited, comes, forgets the password and is helped in. */
async function signIns(house: House) {
  // Sessions are of the machine's time.
  await house.owner.query(`update auth.clock set ahead = interval '0'`);
  const { window } = await foundedAgency(house, 'first@riverbend.example');
  const eve = await joined(house, window, { email: 'eve@riverbend.example' });
  const { code } = await askForLink(house, eve.email);
  await useLink(openWindow(house), code);
  await house.runJobs();
  await window.post('/api/staff/recover', { staffId: eve.staffId, lost: 'everything' });
}

import type { OutsideRef } from '#domain/people.ts';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { teller } from '#test/walls/canary-words.ts';
import {
  lettersAboutSignIns,
  lettersToAdministrators,
  lettersToWorkers,
} from '#test/walls/mails-to-staff.ts';
import { oddLine, oddName } from '#test/walls/odd-names.ts';

const firstDay = Temporal.PlainDate.from('2027-03-15');
const perMeeting = 10;
/** Sixty days before it, whose client it is hears that something is due. */
const consentEndsOn = '2027-08-30';

type Scene = {
  house: House;
  ana: GivenStaff;
  bo: GivenStaff;
  clients: GivenClient[];
  providerId: string;
};

/** A mail of every kind to each of this many clients with odd names, to the worker of each, and to as many who sign in. */
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
  const clients: GivenClient[] = [];
  for (let number = 0; number < many; number += 1) {
    const worker = await given.staff(agency, `worker-${number}`, { roles: ['case-manager'] });
    const client = await given.client(agency, { program, worker });
    await given.consent(agency, { client, providerId, by: ana, validUntil: consentEndsOn });
    await named(house, client, number);
    clients.push(client);
  }
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  const scene = { house, ana, bo, providerId };
  for (let first = 0; first < many; first += perMeeting) {
    const theirs = clients.slice(first, first + perMeeting);
    await meeting({ ...scene, clients: theirs }, first / perMeeting);
    if (isPowerOfTwo(first / perMeeting + 1)) await house.owner.query('analyze');
  }
  await calledOff({ ...scene, clients: clients.slice(0, 1) });
  await house.at('2027-07-01T15:00:00Z');
  await lettersToWorkers(house, clients);
  await lettersToAdministrators(house, agency);
  await lettersAboutSignIns(house, many);
}

/** As the database does by itself in the product: it reads wholly, each time, what was small when it first planned. */
const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));

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

const themselves = ({ clientId }: GivenClient) => ({ kind: 'client' as const, id: clientId });

/** One on each day: invites, changes, lets each client stay away who then comes all the same; and it is held and closed. */
async function meeting({ house, ana, bo, clients, providerId }: Scene, number: number) {
  const day = firstDay.add({ days: number });
  const on = day.toString();
  await house.at(`${on}T12:00:00Z`);
  const meetings = meetingsIn(house);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const planned = await meetings.planned('ana', clients, { ana, bo, people, on });
  await meetings.invited('ana', planned);
  await house.runJobs();
  await askedByGuests(house, planned.conferenceId, [...people, ...clients.map(themselves)]);
  await changed(house, planned, on);
  const tell = teller(house);
  const path = `/api/conferences/${planned.conferenceId}`;
  for (const person of clients.map(themselves))
    await tell('ana', `${path}/people/take-off`, { version: await planned.version(), person });
  await house.runJobs();
  await meetings.held('ana', planned, {
    from: `${on}T14:00:00Z`,
    owner: ana,
    dueOn: day.add({ days: 7 }).toString(),
    words: (index) => `the HIV clinic ${oddLine(index)}`,
    walkIns: (index) => clients.slice(index, index + 1).map(themselves),
  });
  await tell('ana', `${path}/close`, {});
  // A paper is no mail, and takes longer than all of them.
  if (number > 0)
    await house.owner.query(`delete from queue.job where name = 'make-conference-form'`);
  await house.runJobs();
  if (number === 0) await askedByGuests(house, planned.conferenceId, people);
}

async function changed(house: House, planned: Meeting, on: string) {
  await teller(house)('ana', `/api/conferences/${planned.conferenceId}/reschedule`, {
    version: await planned.version(),
    schedule: {
      on,
      time: '10:00',
      minutes: 75,
      timeZone: 'America/New_York',
      mode: 'video',
      place: `Recovery center ${oddLine(5)}`,
    },
  });
  await house.runJobs();
}

/** A meeting with everybody in it is called off for a reason that nobody is told. */
async function calledOff({ house, ana, bo, clients, providerId }: Scene) {
  const meetings = meetingsIn(house);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const on = '2027-06-15';
  await house.at(`${on}T12:00:00Z`);
  const planned = await meetings.planned('ana', clients, { ana, bo, people, on });
  await meetings.invited('ana', planned);
  await house.runJobs();
  await teller(house)('ana', `/api/conferences/${planned.conferenceId}/cancel`, {
    reason: `HIV clinic ${oddName(9)}`,
  });
  await house.runJobs();
}

/** Who was written to outside asks by a link for a code, and for a new link. */
async function askedByGuests(house: House, conferenceId: string, people: OutsideRef[]) {
  const links: string[] = [];
  for (const person of people)
    links.push((await guestsIn(house).linkFor({ conferenceId, person })).link);
  for (const what of ['code', 'link']) {
    for (const link of links) await house.visitor.post(`/api/guest/${what}`, { link });
    await house.runJobs();
  }
}

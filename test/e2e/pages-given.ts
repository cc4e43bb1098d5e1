import { presets } from '#domain/program-policy/presets/presets.ts';
import { policyThatBills } from '#test/billing-given.ts';
import { zipOf } from '#test/imports/given-import.ts';
import { conferenceHeld } from '#test/conference-held.ts';
import { smallExport } from '#test/fixtures/hmis/small-export.ts';
import { type GivenClient, givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import type { House } from '#test/house.ts';
import { givenForOversight } from './pages-oversight.ts';
import type { Addresses } from './visited.ts';

export const clientNames = [
  'Alma Rivera',
  'Marcus Bell',
  'Denise Okafor',
  'Frank Nowak',
  'Quiet Young',
];

const now = '2026-12-03T14:40:00Z';

/** An agency at work: clients in different states, one conference of every kind, mails, imports, an empty desk. */
export async function givenForPages(house: House): Promise<Addresses> {
  await house.at(now);
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('riverbend', {
    policy: { ...presets.comprehensive, billing: policyThatBills().billing },
  });
  await given.staff(agency, 'newcomer', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Empty program' }),
  });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(await given.agency('hillside'), 'beth', { roles: ['biller'] });
  const { providerId } = await given.provider(agency);
  const enrolledOn = '2025-01-15';
  const clients: GivenClient[] = [];
  for (const name of clientNames)
    clients.push(await given.client(agency, { program, worker: ana, name, enrolledOn }));
  const [alma, marcus, denise, frank, quiet] = clients;
  if (!alma || !marcus || !denise || !frank || !quiet) throw new Error('Five clients were made.');
  const held = [
    [marcus, '2026-05-20'],
    [denise, '2026-06-08'],
    [frank, '2026-07-01'],
  ] as const;
  for (const [client, on] of held) await givenHeldElsewhere(house, agency, { client, on, by: ana });
  for (const client of [alma, marcus, denise])
    await given.consent(agency, { client, providerId, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  await conferenceHeld(house, agency, { client: alma, by: ana, on: '2026-09-02' });

  const people = [{ kind: 'provider' as const, id: providerId }];
  const plan = (who: GivenClient[], time: string) =>
    meetings.planned('ana', who, { ana, bo, people, on: '2026-12-03', time });
  const draft = await plan([frank, denise], '16:00');
  const sent = await plan([denise, marcus], '15:00');
  await meetings.invited('ana', sent);
  const room = await plan([alma, marcus], '12:00');
  await meetings.invited('ana', room);
  const ended = await plan([frank], '11:00');
  await meetings.invited('ana', ended);
  const closed = await plan([denise], '10:00');
  await meetings.invited('ana', closed);
  await meetings.held('ana', closed, { from: '2026-12-03T14:41:00Z', owner: ana });
  const reply = await house.as('ana').post(`/api/conferences/${closed.conferenceId}/close`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  await meetings.held('ana', ended, { from: '2026-12-03T15:00:00Z', owner: ana });
  await startRoom(house, room);
  await house.runJobs();
  return {
    client: alma.clientId,
    quiet: quiet.clientId,
    draft: draft.conferenceId,
    sent: sent.conferenceId,
    room: room.conferenceId,
    ended: ended.conferenceId,
    closed: closed.conferenceId,
    importId: await openImport(house),
    ...(await givenForOversight(house, { agency, program, clients: [alma, marcus] })),
  };
}

async function startRoom(house: House, room: { conferenceId: string; reviewIds: string[] }) {
  const path = `/api/conferences/${room.conferenceId}`;
  const [first = ''] = room.reviewIds;
  for (const [where, body] of [
    ['/start', {}],
    [`/reviews/${first}/activate`, {}],
    [`/reviews/${first}/entries`, { kind: 'strength', text: 'Works nights and keeps every visit' }],
    [`/reviews/${first}/entries`, { kind: 'barrier', text: 'The clinic closes at five' }],
    [`/reviews/${first}/entries`, { kind: 'need', text: 'Visits in the evening' }],
  ] as const) {
    const reply = await house.as('ana').post(`${path}${where}`, body);
    if (reply.status !== 200) throw new Error(`${where} ${JSON.stringify(reply.body)}`);
  }
}

async function openImport(house: House): Promise<string> {
  const bytes = zipOf(smallExport());
  const origin = house.shell.publicOrigin;
  const reply = await house.app.request(`${origin}/api/import-files?fileName=export.zip`, {
    method: 'POST',
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `session=${house.as('riverbend-admin').token}`,
      'content-length': String(bytes.length),
    },
    body: new Uint8Array(bytes),
  });
  const { importId } = await reply.json();
  return String(importId);
}

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conferencePurpose, momentOf } from '#domain/conference/conference.ts';
import type { Moment } from '#domain/consent/consent.ts';
import { mayDisclose } from '#domain/consent/may-disclose.ts';
import { transact } from '#server/platform/database.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findToTell, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

/** Where an agency is, and where its meetings are: hours apart, and on two sides of the line of dates. */
const places = [
  ['America/New_York', 'America/Los_Angeles'],
  ['America/Los_Angeles', 'America/New_York'],
  ['Pacific/Auckland', 'Pacific/Honolulu'],
  ['Pacific/Honolulu', 'Pacific/Auckland'],
  ['America/New_York', 'America/New_York'],
] as const;
const day = Temporal.PlainDate.from('2027-03-15');
const days = [-1, 0, 1].map((n) => day.add({ days: n }).toString());
const papers = [
  ...days.map((validUntil) => ({ validUntil })),
  ...days.map((validFrom) => ({ validFrom })),
];
const house = await startHouse();
const given = givenIn(house);
type Place = {
  name: string;
  userId: string;
  agencyId: string;
  conferenceId: string;
  providerId: string;
  clientIds: string[];
  moments: Temporal.Instant[];
};
const here: Place[] = [];

/** A second before and after each midnight about the day, in both zones. */
const midnightsIn = (zone: string) =>
  [0, 1].flatMap((n) => {
    const midnight = day.add({ days: n }).toZonedDateTime(zone).toInstant();
    return [midnight.subtract({ seconds: 1 }), midnight.add({ seconds: 1 })];
  });

beforeAll(async () => {
  await house.at('2027-03-12T12:00:00Z');
  for (const [n, [agencyZone, meetingZone]] of places.entries()) {
    const name = `ana-${n}`;
    const agency = await given.agency(`agency-${n}`, agencyZone);
    const program = await given.program(agency);
    await house.owner.query('update program set time_zone = $2 where program_id = $1', [
      program.programId,
      meetingZone,
    ]);
    const by = await given.staff(agency, name, { roles: ['case-manager'], program });
    const { providerId } = await given.provider(agency);
    const clients = [];
    for (const paper of papers) {
      const client = await given.client(agency, { program, worker: by });
      await given.consent(agency, { client, providerId, by, ...paper });
      clients.push(client);
    }
    const { status, body } = await house.as(name).post('/api/conferences', {
      enrollmentIds: clients.map(({ enrollmentId }) => enrollmentId),
    });
    if (status !== 200) throw new Error(`No conference: ${body.type}`);
    here.push({
      name,
      userId: by.userId,
      agencyId: agency.agencyId,
      conferenceId: body.conferenceId,
      providerId,
      clientIds: clients.map(({ clientId }) => clientId),
      moments: [...midnightsIn(agencyZone), ...midnightsIn(meetingZone)],
    });
  }
  // What a door's own clock counts as the present is moved to each moment; a paper recorded later would not be there yet.
  await house.owner.query(`update consent set recorded_at = '2027-03-01Z'`);
  await house.owner.query(`update consent_party set recorded_at = '2027-03-01Z'`);
}, 120_000);
afterAll(() => house.close());

const as = <T>(name: string, work: (visit: Scope) => Promise<T>) => {
  const tokenHash = hashToken(house.as(name).token ?? '');
  const asker = { kind: 'session', tokenHash } as const;
  return transact(house.shell.database, { asker, purpose: 'care-coordination' }, (tx, entered) =>
    work({ tx, ...entered }),
  );
};
type Scope = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'today'>;
type DayOf = (visit: Scope, stored: StoredConference) => Moment;

/** At each moment, each paper: what the database allows now, and what the rules do by that reading of the day. */
async function differences(dayOf: DayOf) {
  const found: string[] = [];
  let allowed = 0;
  let asked = 0;
  for (const { name, userId, agencyId, conferenceId, providerId, clientIds, moments } of here)
    for (const moment of moments) {
      await house.at(moment.toString());
      house.signIn(name, await house.session(userId, agencyId));
      await as(name, async (visit) => {
        const stored = await findToTell(visit, conferenceId);
        const consents = await consentsOf(visit.tx, clientIds);
        const recipient = {
          person: { kind: 'provider', id: providerId },
          organizationId: null,
        } as const;
        for (const [n, client] of clientIds.entries()) {
          const { rows } = await sql<{ isAllowed: boolean }>`
            select auth.may_disclose(null, ${providerId}::uuid, null, ${client}::uuid, '{general}', ${conferencePurpose}, auth.now(), auth.today())
              = '{general}' as "isAllowed"`.execute(visit.tx);
          const question = {
            client,
            recipient,
            classes: ['general'],
            purpose: conferencePurpose,
          } as const;
          const byRules = mayDisclose({ ...question, ...dayOf(visit, stored) }, consents).allowed;
          asked += 1;
          if (byRules) allowed += 1;
          if (rows[0]?.isAllowed !== byRules)
            found.push(
              `${name} ${moment.toString()} ${JSON.stringify(papers[n])}: ${byRules} by the rules`,
            );
        }
      });
    }
  return { found, allowed, asked };
}

test('in whatever zones agency and meeting are, the rules and the database mean one day near midnight (S3, T16, REQ-034)', async () => {
  const { found, allowed, asked } = await differences(({ at }, { conference }) =>
    momentOf(at, conference),
  );

  expect(found).toEqual([]);
  expect(asked).toBe(places.length * 8 * papers.length);
  expect(allowed).toBeGreaterThan(asked / 4);
  expect(allowed).toBeLessThan((asked * 3) / 4);
});

test('control: by the day where the meeting is they differ (S3)', async () => {
  const { found } = await differences(({ at }, { timeZone }) =>
    momentOf(at, { agencyZone: timeZone }),
  );

  const differing = new Set(found.map((each) => each.split(' ')[0]));
  expect([...differing]).toEqual(['ana-0', 'ana-1', 'ana-2', 'ana-3']);
});

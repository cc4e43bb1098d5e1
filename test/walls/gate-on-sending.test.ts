import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact, type Tx } from '#server/platform/database.ts';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let client: GivenClient;
let ana: GivenStaff;
let providerId: string;
let organizationId: string;

beforeAll(async () => {
  agency = await given.agency('riverbend');
  const program = await given.program(agency);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  client = await given.client(agency, { program, worker: ana });
  ({ providerId, organizationId } = await given.provider(agency));
});
afterAll(() => house.close());

/** What the application's own login can do in a transaction of hers, past every rule of the application. */
const asAna = <T>(work: (tx: Tx, at: Temporal.Instant) => Promise<T>) => {
  const tokenHash = createHash('sha256')
    .update(house.as('ana').token ?? '')
    .digest('hex');
  const asker = { kind: 'session', tokenHash } as const;
  return transact(house.shell.database, { asker, purpose: 'care-coordination' }, (tx, { at }) =>
    work(tx, at),
  );
};

const disclose = (classes: string[], change: { basis?: string; channel?: string } = {}) =>
  asAna((tx, at) =>
    tx
      .insertInto('disclosure')
      .values({
        agency_id: agency.agencyId,
        disclosure_id: house.newId(),
        client_id: client.clientId,
        provider_id: providerId,
        classes,
        description: 'A notice',
        purpose: 'case_conference',
        channel: 'email',
        basis: 'consent',
        disclosed_at: at,
        disclosed_by: ana.staffId,
        ...change,
      })
      .execute(),
  );
const refusal = 'no consent covers this disclosure';

test('the database writes down no sending that no consent covers, whatever the application believes (S3, REQ-034)', async () => {
  await expect(disclose(['general'])).rejects.toThrow(refusal);

  const by = { client, providerId, by: ana };
  const consentId = await given.consent(agency, by);
  await disclose(['general']);
  await expect(disclose(['general', 'hiv'])).rejects.toThrow(refusal);

  await house.owner.query(
    'update consent set revoked_at = auth.now(), revoked_by = $2 where consent_id = $1',
    [consentId, ana.staffId],
  );
  await expect(disclose(['general'])).rejects.toThrow(refusal);
  await disclose(['general'], { channel: 'oral_meeting' });
  // Only what was heard in a room can have happened without consent; nothing is sent as an incident.
  await expect(disclose(['general'], { basis: 'incident' })).rejects.toThrow(refusal);
  // Nor is anything told in an emergency that nobody wrote down (EP-19).
  await expect(disclose(['general'], { basis: 'emergency', channel: 'telephone' })).rejects.toThrow(
    refusal,
  );
});

test('no mail about a meeting leaves for somebody outside unless a client’s consent stands behind it (S3, EP-12)', async () => {
  const conferenceId = house.newId();
  const [reviewId, attendeeId] = [house.newId(), house.newId()];
  await house.owner.query(
    `insert into conference (agency_id, conference_id, conference_number, state, time_zone, mode, planned_by, planned_at)
     values ($1, $2, 1, 'scheduled', 'America/New_York', 'video', $3, now())`,
    [agency.agencyId, conferenceId, ana.staffId],
  );
  await house.owner.query(
    `insert into client_review (agency_id, review_id, conference_id, client_id, enrollment_id, position, planned_minutes)
     values ($1, $2, $3, $4, $5, 1, 15)`,
    [agency.agencyId, reviewId, conferenceId, client.clientId, client.enrollmentId],
  );
  await house.owner.query(
    `insert into attendee (agency_id, attendee_id, conference_id, provider_id) values ($1, $2, $3, $4)`,
    [agency.agencyId, attendeeId, conferenceId, providerId],
  );
  await house.owner.query(
    `insert into review_attendee (agency_id, review_attendee_id, review_id, attendee_id, client_id) values ($1, $2, $3, $4, $5)`,
    [agency.agencyId, house.newId(), reviewId, attendeeId, client.clientId],
  );
  const kinds = ['invitation', 'change', 'document', 'guest-code', 'guest-link'];
  const mails = kinds.map((kind) => ({ kind, mailId: house.newId() }));
  for (const { kind, mailId } of mails)
    await house.owner.query(
      `insert into mail (agency_id, mail_id, conference_id, to_address, to_name, provider_id, kind, subject, body, written_at, written_by)
       values ($1, $2, $3, 'lee@clinic.example', 'Dr Lee', $4, $6, 'Meeting invitation', 'At ten.', now(), $5)`,
      [agency.agencyId, mailId, conferenceId, providerId, ana.staffId, kind],
    );
  const send = (mailId: string) =>
    asAna((tx) => sql`update mail set state = 'sending' where mail_id = ${mailId}`.execute(tx));

  for (const { mailId } of mails)
    await expect(send(mailId)).rejects.toThrow('no consent covers this mail');
  await given.consent(agency, { client, providerId, by: ana });
  await disclose(['general']);
  for (const { mailId } of mails)
    await expect(send(mailId)).resolves.toMatchObject({ numAffectedRows: 1n });
});

type Told = { on?: string; hour?: string | null; at?: string; isHourKnown?: boolean };
const afternoon = '2026-11-03';

/** Written down as what it was: an hour as the last moment of its minute, a day without one as its last second. */
const told = ({
  on = afternoon,
  hour = null,
  at = hour === null ? `${on}T23:59:59-05:00` : hour.replace(':00Z', ':59.999Z'),
  isHourKnown = hour !== null,
}: Told) =>
  asAna(async (tx, now) => {
    const contactId = house.newId();
    const about = { agency_id: agency.agencyId, client_id: client.clientId };
    await tx
      .insertInto('coordination_contact')
      .values({
        ...about,
        contact_id: contactId,
        activity: 'advocacy',
        is_internal: false,
        organization_id: organizationId,
        provider_id: providerId,
        channel: 'phone',
        happened_on: Temporal.PlainDate.from(on),
        happened_at: hour === null ? null : Temporal.Instant.from(hour),
        class: 'general',
        body: Buffer.from('A note.'),
        written_by: ana.staffId,
        written_at: now,
      })
      .execute();
    await tx
      .insertInto('disclosure')
      .values({
        ...about,
        disclosure_id: house.newId(),
        contact_id: contactId,
        provider_id: providerId,
        classes: ['general'],
        description: 'Told in a contact',
        purpose: 'case_conference',
        channel: 'telephone',
        basis: 'consent',
        disclosed_at: Temporal.Instant.from(at),
        has_no_hour: !isHourKnown,
        disclosed_by: ana.staffId,
      })
      .execute();
  });

/** One paper and no other, recorded and perhaps taken back at these moments. */
async function onePaper(recordedAt: string, revokedAt: string | null = null) {
  await house.at('2026-11-05T15:00:00Z');
  await house.owner.query(
    `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
  );
  await house.owner.query(
    `update consent set withdrawn_at = auth.now(), withdrawn_by = $1, withdrawn_reason = 'other' where withdrawn_at is null`,
    [ana.staffId],
  );
  const consentId = await given.consent(agency, { client, providerId, by: ana });
  await house.owner.query('update consent_party set recorded_at = $2 where consent_id = $1', [
    consentId,
    recordedAt,
  ]);
  await house.owner.query(
    `update consent set recorded_at = $2, revoked_at = $3, revoked_by = case when $3::timestamptz is not null then $4::uuid end
     where consent_id = $1`,
    [consentId, recordedAt, revokedAt, ana.staffId],
  );
}

test('what was told in a contact is judged at its hour and no other, and all day long where it has none (S3, REQ-034)', async () => {
  await onePaper('2026-11-03T19:20:00Z');

  await expect(told({ hour: '2026-11-03T19:19:00Z' })).rejects.toThrow(refusal);
  const hour = '2026-11-03T19:30:00Z';
  await told({ hour });
  await expect(told({ hour, at: '2026-11-03T19:30:58Z' })).rejects.toThrow(refusal);
  await expect(told({ hour, isHourKnown: false })).rejects.toThrow(refusal);
  // The paper was recorded in the course of the day, and held on all of the next.
  await expect(told({})).rejects.toThrow(refusal);
  await told({ on: '2026-11-04' });
  await expect(told({ on: '2026-11-04', isHourKnown: true })).rejects.toThrow(refusal);
  // What has not come yet was told to nobody.
  await expect(told({ on: '2026-11-06', at: '2026-11-05T15:00:00Z' })).rejects.toThrow(refusal);
});

test('a paper that was recorded or taken back in a minute does not hold in it (S3, REQ-034)', async () => {
  await onePaper('2026-11-03T19:30:40Z', '2026-11-03T19:40:59.9995Z');

  await expect(told({ hour: '2026-11-03T19:30:00Z' })).rejects.toThrow(refusal);
  await told({ hour: '2026-11-03T19:31:00Z' });
  await told({ hour: '2026-11-03T19:39:00Z' });
  await expect(told({ hour: '2026-11-03T19:40:00Z' })).rejects.toThrow(refusal);
});

test('of the hour that the autumn change repeats both have to be covered (S3, REQ-034)', async () => {
  const halfPastOne = { on: '2026-11-01', hour: '2026-11-01T05:30:00Z' };
  await onePaper('2026-10-01T15:00:00Z', '2026-11-01T05:45:00Z');
  await expect(told(halfPastOne)).rejects.toThrow(refusal);
  await told({ ...halfPastOne, hour: '2026-11-01T04:59:00Z' });

  await onePaper('2026-10-01T15:00:00Z', '2026-11-01T06:45:00Z');
  await told(halfPastOne);
});

import { afterAll, expect, test } from 'vitest';
import { addToRecord } from '#server/stores/record.ts';
import { transact } from '#server/platform/database.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const { owner } = house;

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const program = await given.program(agency);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'bo', { roles: ['case-manager'], program });
const { clientId, enrollmentId } = await given.client(agency, { program, worker: ana });
const id = house.newId;

const insert = (table: string, row: Record<string, unknown>) => {
  const all = { agency_id: agency.agencyId, ...row };
  const names = Object.keys(all);
  return owner.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(all),
  );
};

/** A conference that was held, as its closing leaves it; only its record is under test here. */
async function conferenceHeld({ summaryClass = 'general' } = {}) {
  const [conferenceId, reviewId, attendeeId, seatId] = [id(), id(), id(), id()];
  const when = { started_at: '2026-05-04T14:00:00Z', ended_at: '2026-05-04T14:34:00Z' };
  await insert('conference', {
    conference_id: conferenceId,
    conference_number: 7,
    state: 'closed',
    time_zone: 'America/New_York',
    mode: 'video',
    planned_by: ana.staffId,
    planned_at: '2026-05-01T14:00:00Z',
    staff_ids: [ana.staffId],
    ...when,
  });
  await insert('client_review', {
    review_id: reviewId,
    conference_id: conferenceId,
    client_id: clientId,
    enrollment_id: enrollmentId,
    position: 1,
    planned_minutes: 30,
    state: 'done',
    ...when,
  });
  const seat = { attendee_id: attendeeId, conference_id: conferenceId };
  await insert('attendee', { ...seat, staff_id: ana.staffId });
  const asked = { review_attendee_id: seatId, review_id: reviewId, attendee_id: attendeeId };
  await insert('review_attendee', { ...asked, client_id: clientId });
  await insert('attendance_version', {
    review_attendee_id: seatId,
    version_id: id(),
    present: true,
    recorded_by: ana.staffId,
    recorded_at: when.ended_at,
  });
  await insert('review_summary', {
    review_id: reviewId,
    client_id: clientId,
    class: summaryClass,
    body: Buffer.from('Evening care was agreed on Tuesdays. More is to follow in June.'),
    written_by: ana.staffId,
    how: 'aloud',
    confirmed_at: when.ended_at,
    confirmed_by: ana.staffId,
  });
  for (const state of ['open', 'done', 'cancelled'])
    await insert('action_item', {
      action_item_id: id(),
      review_id: reviewId,
      client_id: clientId,
      class: 'general',
      body: Buffer.from('Book a ride.'),
      owner_staff_id: ana.staffId,
      due_on: '2026-05-10',
      follow_up_on: '2026-05-11',
      follow_up_how: Buffer.from('By phone'),
      follow_up_by: ana.staffId,
      state,
      created_by: ana.staffId,
      created_at: when.ended_at,
    });
  const asker = {
    kind: 'service',
    agencyId: agency.agencyId,
    service: 'daily-projection',
  } as const;
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
    addToRecord({ tx, at, agencyId: agency.agencyId, actor: ana.staffId }, [
      {
        kind: 'conference',
        change: 'held',
        clientId,
        aboutId: reviewId,
        on: Temporal.PlainDate.from('2026-05-04'),
        at: Temporal.Instant.from(when.started_at),
      },
    ]),
  );
  return { conferenceId, reviewId };
}

const recordOf = async (name: string) =>
  (await house.as(name).get(`/api/clients/${clientId}/record?kinds=conference`)).body.entries;

test('a conference is filed in the record with who, how long, and what was agreed (REQ-023, REQ-120)', async () => {
  const { conferenceId, reviewId } = await conferenceHeld();

  expect((await recordOf('ana'))[0]).toMatchObject({
    title: 'Case conference',
    text: 'Evening care was agreed on Tuesdays.',
    detail: 'Video, 34 minutes, 1 person: ana. 2 actions, 1 open',
    conference: { conferenceId, reviewId, number: 7 },
  });
});

test('a conference is known by its kind alone, the same for every class (REQ-121)', async () => {
  await conferenceHeld({ summaryClass: 'hiv' });

  const [forAna] = await recordOf('ana');
  const [forBo] = await recordOf('bo');

  expect(forBo).toMatchObject({ kind: forAna.kind, title: forAna.title });
  expect(forAna.text).toContain('Evening care');
  expect(forBo.text).toBe('');
  expect(JSON.stringify([forAna, forBo])).not.toMatch(/hiv/i);
});

test('the record keeps contacts and conferences apart, and adds up neither with the other (REQ-008)', async () => {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/record?kinds=contact`);

  expect(body.entries).toEqual([]);
});

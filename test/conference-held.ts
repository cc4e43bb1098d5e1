import { transact } from '#server/platform/database.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import type { GivenAgency, GivenClient, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

type Held = {
  client: GivenClient;
  by: GivenStaff;
  on?: string;
  number?: number;
  summary?: string;
  summaryClass?: string;
};

/** A conference that was held, as its closing leaves it; for tests of what is read of it afterwards. */
export async function conferenceHeld(
  house: House,
  { agencyId }: GivenAgency,
  {
    client: { clientId, enrollmentId },
    by: { staffId },
    on = '2026-05-04',
    number = 7,
    summary = 'Evening care was agreed on Tuesdays. More is to follow in June.',
    summaryClass = 'general',
  }: Held,
) {
  const id = house.newId;
  const insert = (table: string, row: Record<string, unknown>) => {
    const all = { agency_id: agencyId, ...row };
    const names = Object.keys(all);
    return house.owner.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(all),
    );
  };
  const [conferenceId, reviewId, attendeeId, seatId] = [id(), id(), id(), id()];
  const when = { started_at: `${on}T14:00:00Z`, ended_at: `${on}T14:34:00Z` };
  await insert('conference', {
    conference_id: conferenceId,
    conference_number: number,
    state: 'closed',
    time_zone: 'America/New_York',
    mode: 'video',
    planned_by: staffId,
    planned_at: `${on}T13:00:00Z`,
    staff_ids: [staffId],
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
  await insert('attendee', { ...seat, staff_id: staffId });
  const asked = { review_attendee_id: seatId, review_id: reviewId, attendee_id: attendeeId };
  await insert('review_attendee', { ...asked, client_id: clientId });
  await insert('attendance_version', {
    review_attendee_id: seatId,
    version_id: id(),
    present: true,
    recorded_by: staffId,
    recorded_at: when.ended_at,
  });
  await insert('review_summary', {
    review_id: reviewId,
    client_id: clientId,
    class: summaryClass,
    body: Buffer.from(summary),
    written_by: staffId,
    how: 'aloud',
    confirmed_at: when.ended_at,
    confirmed_by: staffId,
  });
  for (const state of ['open', 'done', 'cancelled'])
    await insert('action_item', {
      action_item_id: id(),
      review_id: reviewId,
      client_id: clientId,
      class: 'general',
      body: Buffer.from('Book a ride.'),
      owner_staff_id: staffId,
      due_on: '2027-05-10',
      follow_up_on: '2027-05-11',
      follow_up_how: Buffer.from('By phone'),
      follow_up_by: staffId,
      state,
      ...(state === 'open' ? {} : { finished_at: when.ended_at, finished_by: staffId }),
      created_by: staffId,
      created_at: when.ended_at,
    });
  const asker = {
    kind: 'service',
    agencyId: agencyId,
    service: 'daily-projection',
  } as const;
  await transact(house.ownerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
    addToRecord({ tx, at, agencyId: agencyId, actor: staffId }, [
      {
        kind: 'conference',
        change: 'held',
        clientId,
        aboutId: reviewId,
        on: Temporal.PlainDate.from(on),
        at: Temporal.Instant.from(when.started_at),
      },
    ]),
  );
  return { conferenceId, reviewId };
}

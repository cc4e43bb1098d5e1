import { afterAll, expect, test } from 'vitest';
import { monday, openingsScene } from '#test/given-openings.ts';
import { startHouse } from '#test/house.ts';
import { askToTellReviewsThatWait } from './tell-reviews-that-wait.ts';

const house = await startHouse();
const { north, rae, nia, alma, rosa, days } = await openingsScene(house);
afterAll(() => house.close());

/** Who of the north is written to at that moment. */
async function told(at: string) {
  await house.at(at);
  house.mails.length = 0;
  await askToTellReviewsThatWait(house.shell);
  await house.runJobs();
  await house.runJobs();
  return house.mails
    .map(({ to }) => to.replace('@example.org', ''))
    .filter((to) => !to.startsWith('south'))
    .toSorted();
}
const forget = () => house.owner.query('delete from review_told');

/** Nia opened Rosa in an emergency at that moment. */
const emergency = async (at: string) => {
  const { rows } = await house.owner.query(
    `insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
     values ($1, gen_random_uuid(), $2, $3, 'urgent-care', $4::timestamptz, $4::timestamptz + interval '1 hour', $4::timestamptz + interval '72 hours')
     returning glass_id`,
    [north.agencyId, rosa.clientId, nia.staffId, at],
  );
  return String(rows[0].glass_id);
};

test('once a week of openings is over its reviewers are written to, by day and once; whoever reviews none of it is not (REQ-178)', async () => {
  expect(await told('2026-05-10T16:00:00Z')).toEqual([]);
  // Eleven o'clock in Greenwich is seven in New York.
  expect(await told('2026-05-11T10:30:00Z')).toEqual([]);
  expect(await told('2026-05-11T11:30:00Z')).toEqual(['north-admin', 'sue']);
  expect(await told('2026-05-11T15:00:00Z')).toEqual([]);
  expect(await told('2026-05-12T15:00:00Z')).toEqual([]);
  expect(await told('2026-05-18T15:00:00Z')).toEqual([]);
});

test('the letter leads to the list, and tells neither who opened a record nor whose (EP-04, REQ-034, REQ-178)', async () => {
  await forget();
  await told('2026-05-12T15:00:00Z');
  const [mail] = house.mails;

  expect(mail?.subject).toBe('A document is ready for you');
  expect(mail?.text).toMatch(/\/openings$/m);
  expect(JSON.stringify(mail)).not.toMatch(
    /Rae|Alma|Rivera|Rosa|Diaz|Quill|opened|record|review|emergenc/i,
  );
});

test('of an emergency its reviewers are written to once half of the time is gone, unless it is reviewed by then (REQ-178, S17)', async () => {
  await told('2026-05-13T12:00:00Z');
  const accessId = await emergency('2026-05-13T12:30:00Z');
  expect(await told('2026-05-14T12:00:00Z')).toEqual([]);
  // Thirty-six hours later it is night.
  expect(await told('2026-05-15T00:40:00Z')).toEqual(['north-admin', 'sue']);
  expect(house.mails[0]?.text).toMatch(/\/emergency-reviews$/m);
  expect(await told('2026-05-15T15:00:00Z')).toEqual([]);

  await house.owner.query(`delete from review_told where about = 'emergency'`);
  await house.owner.query(
    `update break_glass set outcome = 'justified', reviewed_by = $2, reviewed_at = auth.now() where glass_id = $1`,
    [accessId, rae.staffId],
  );
  expect(await told('2026-05-15T16:00:00Z')).toEqual([]);
});

test('however many emergencies wait, of each that is new its reviewers are written to (REQ-178, S17)', async () => {
  await house.owner.query(
    `insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
     select $1, gen_random_uuid(), $2, $3, 'urgent-care', t, t + interval '1 hour', t + interval '72 hours'
     from generate_series('2026-05-13T12:31:00Z'::timestamptz, '2026-05-13T15:51:00Z', interval '1 minute') t`,
    [north.agencyId, rosa.clientId, nia.staffId],
  );
  expect(await told('2026-05-16T15:00:00Z')).toEqual(['north-admin', 'sue']);
  await emergency('2026-05-15T16:00:00Z');
  expect(await told('2026-05-17T15:00:00Z')).toEqual(['north-admin', 'sue']);
  await house.owner.query('delete from break_glass');
});

test('what is reviewed between the asking and the letter is not told (REQ-178)', async () => {
  await forget();
  await days(7);
  const judge = (staffId: string, clientId: string) =>
    house.as('north-admin').post('/api/openings/review', {
      staffId,
      clientId,
      week: monday,
      outcome: 'by-chance',
    });
  expect(await askToTellReviewsThatWait(house.shell)).toBeGreaterThan(1);
  for (const { staff_id: staffId, client_id: clientId } of (
    await house.owner.query(
      `select distinct o.staff_id, o.client_id from auth.opening o join staff_version v using (agency_id, staff_id)
       where o.agency_id = $1 and (v.full_name like 'Rae%' and o.client_id = $2 or v.full_name like 'Rosa%' and o.client_id = $3)`,
      [north.agencyId, alma.clientId, rosa.clientId],
    )
  ).rows)
    expect((await judge(staffId, clientId)).status).toBe(200);
  house.mails.length = 0;
  await house.runJobs();
  await house.runJobs();

  expect(house.mails.filter(({ to }) => !to.startsWith('south'))).toEqual([]);
});

test('only the service may ask for the letters of others (S23)', async () => {
  await expect(
    house.owner.query(`select auth.ask_to_tell_reviews('2026-05-04', 'write-review-letter')`),
  ).rejects.toThrow('not allowed');
});

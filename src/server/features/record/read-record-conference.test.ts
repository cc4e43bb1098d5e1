import { afterAll, expect, test } from 'vitest';
import { conferenceHeld } from '#test/conference-held.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const program = await given.program(agency);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'bo', { roles: ['case-manager'], program });
const client = await given.client(agency, { program, worker: ana });
const { clientId } = client;

const recordOf = async (name: string) =>
  (await house.as(name).get(`/api/clients/${clientId}/record?kinds=conference`)).body.entries;

test('a conference is filed in the record with who, how long, and what was agreed (REQ-023, REQ-120)', async () => {
  const { conferenceId, reviewId } = await conferenceHeld(house, agency, { client, by: ana });

  expect((await recordOf('ana'))[0]).toMatchObject({
    title: 'Case conference',
    text: 'Evening care was agreed on Tuesdays.',
    detail: 'Video, 34 minutes, 1 person: ana. 2 actions, 1 open',
    conference: { conferenceId, reviewId, number: 7 },
  });
});

test('a conference is known by its kind alone, the same for every class (REQ-121)', async () => {
  await conferenceHeld(house, agency, {
    client,
    by: ana,
    number: 8,
    summaryClass: 'hiv',
  });

  const [forAna] = await recordOf('ana');
  const [forBo] = await recordOf('bo');

  expect(forBo).toMatchObject({ kind: forAna.kind, title: forAna.title });
  expect(forAna.text).toContain('Evening care');
  expect(forBo.text).toBe('');
  expect(JSON.stringify([forAna, forBo])).not.toMatch(/hiv/i);
});

test('the year of a client counts what the list shows: not the restricted form that whoever had the case filed and reads no more (REQ-105, REQ-036)', async () => {
  const { clientId: left, enrollmentId } = await given.client(agency, { program, worker: ana });
  const { reviewId } = await conferenceHeld(house, agency, {
    client: { clientId: left, enrollmentId },
    by: ana,
    number: 9,
  });
  const documentId = house.newId();
  await house.owner.query(
    `with filed as (insert into document (agency_id, document_id, client_id, review_id, kind, class, body, pages, made_at)
       values ($1, $2, $3, $4, 'conference-form', 'hiv', '', 1, auth.now()))
     insert into record_entry (agency_id, record_entry_id, client_id, kind, class, about_id, facts, happened_on, recorded_at, recorded_by)
     values ($1, $5, $3, 'document', 'hiv', $2, '{"change":"filed"}', '2026-05-04', auth.now(), $6)`,
    [agency.agencyId, documentId, left, reviewId, house.newId(), ana.staffId],
  );
  const seen = async () => {
    const { entries } = (await house.as('ana').get(`/api/clients/${left}/record`)).body;
    const { marks } = (await house.as('ana').get(`/api/clients/${left}/record/year`)).body;
    const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind).toSorted();
    return { list: kinds(entries), year: kinds(marks) };
  };
  const before = await seen();
  expect(before.list).toContain('document');
  expect(before.year).toEqual(before.list);

  await house
    .as('ana')
    .post(`/api/enrollments/${enrollmentId}/end`, { endedOn: '2026-05-03', reason: 'moved' });
  const after = await seen();
  expect(after.list).not.toContain('document');
  expect(after.year).toEqual(after.list);
});

test('the record keeps contacts and conferences apart, and adds up neither with the other (REQ-008)', async () => {
  const { body } = await house.as('ana').get(`/api/clients/${clientId}/record?kinds=contact`);

  expect(body.entries).toEqual([]);
});

import { afterAll, expect, test } from 'vitest';
import { startHouse } from '#test/house.ts';
import { askedAsGuest } from '#test/walls/asked-as-guest.ts';
import { ofGuests, type GuestRelation } from '#test/walls/authorization-of-guests.ts';
import { guestsByRelation } from '#test/walls/guests-by-relation.ts';

const house = await startHouse();
const { owner } = house;
const guests = await guestsByRelation(house);
const { operations, holdingOf } = askedAsGuest(house, guests);
afterAll(() => house.close());

type Row = { operation: string; outcome: string; actorId: string | null; service: string };

/** What each operation leaves of itself in the trail, as it is asked by this guest. */
async function left(relation: GuestRelation, before: () => Promise<unknown> = async () => {}) {
  const found: string[] = [];
  for (const [operation, ask] of operations) {
    await before();
    const holding = holdingOf(relation);
    await owner.query('delete from audit');
    await ask(holding);
    const { rows } = await owner.query<Row>(
      `select operation, outcome, actor_id as "actorId", service from audit where operation = $1`,
      [operation],
    );
    const events = rows.map(({ outcome }) => outcome).join(' + ') || 'nothing';
    found.push(`${operation}: ${events}`);
    for (const { actorId, service } of rows)
      if (actorId !== null || service !== 'guest') found.push(`${operation}: not as a guest`);
  }
  return found.toSorted();
}

/** These are answered alike, whatever comes of them: that they were asked for is what was done. */
const answeredAlike = new Set(['POST /api/guest/code', 'POST /api/guest/link']);
const each = (outcome: string, alike = outcome) =>
  [...ofGuests.keys()]
    .map((operation) => `${operation}: ${answeredAlike.has(operation) ? alike : outcome}`)
    .toSorted();

/** What guests change. */
async function contents() {
  const { rows } = await owner.query(
    `select (select md5(string_agg(t::text, '|' order by t::text)) from attendee t) as replies,
       (select count(*) from auth.guest_visit where ended_at is null) as visits,
       (select count(*) from disclosure) as disclosures, (select count(*) from queue.job) as jobs`,
  );
  return rows;
}

test('what a guest does that fails at its very end leaves one event that it failed, and nothing of itself (S16, EP-11, REQ-036)', async () => {
  await guests.opened();
  const before = await contents();
  await owner.query(`
    create function fall() returns trigger language plpgsql as $$ begin raise exception 'a fault for a test'; end $$;
    create constraint trigger fall after insert on audit deferrable initially deferred
      for each row when (new.outcome = 'done') execute function fall()`);
  const found = await left('agreed').finally(() =>
    owner.query('drop trigger fall on audit; drop function fall()'),
  );

  expect(found).toEqual(each('failed'));
  expect(await contents()).toEqual(before);
});

test('what a guest does leaves the one event that it was done (S16, EP-11, REQ-036)', async () => {
  await guests.opened();

  expect(await left('agreed')).toEqual(each('done'));
});

test('what is told to a guest no more leaves one event that they were denied (S16, EP-12, REQ-036)', async () => {
  await guests.opened();
  await guests.ended();
  // Whoever was refused once holds nothing from then on: each is asked as if it were the first.
  for (const relation of ['taken back', 'in error', 'over', 'for something else'] as const)
    expect([relation, ...(await left(relation, guests.goOn))]).toEqual([
      relation,
      ...each('denied', 'done'),
    ]);
});

test('control: a trail that swallows what guests do, or has it done by staff, is noticed (S16)', async () => {
  await guests.goOn();
  const [{ staff_id: somebody }] = (await owner.query('select staff_id from staff limit 1')).rows;
  await owner.query(`
    create function ours() returns trigger language plpgsql as
      $$ begin if new.operation like 'GET%' then return null; end if; new.service := null; new.actor_id := '${somebody}'; return new; end $$;
    create trigger ours before insert on audit for each row execute function ours()`);
  const found = await left('agreed');
  await owner.query('drop trigger ours on audit; drop function ours()');

  expect(found).toContain('GET /api/guest/meeting: nothing');
  expect(found).toContain('POST /api/guest/open: not as a guest');
});

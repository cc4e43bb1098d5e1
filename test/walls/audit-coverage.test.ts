import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { answerTo, type Asked } from '#test/walls/any-request.ts';
import { actorsOf, askedRight, nameOf, tokenOf, type Right } from '#test/walls/asked-right.ts';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { keepWorld } from '#test/walls/kept-world.ts';
import { openings, outside, replySchema } from '#test/walls/schema-names.ts';

const { house, north } = await authorizationWorld();
const restore = await keepWorld(house);
let rights: Right[] = [];

beforeAll(async () => {
  rights = await askedRight(house, { known: north, restore });
}, 600_000);
afterAll(() => house.close());

type Row = { operation: string; purpose: string; outcome: string; actorId: string | null };

/** What this one question leaves in the trail. */
async function leftBy(token: string | undefined, asked: Asked) {
  await house.owner.query('delete from audit');
  const { status } = await answerTo(house, token, asked);
  const { rows } = await house.owner.query<Row>(
    `select operation, purpose, outcome, actor_id as "actorId" from audit order by at, audit_id`,
  );
  return { status, rows };
}

const eventOf = ({ route }: Right, outcome: string) =>
  `${nameOf(route)} ${typeof route.rights === 'string' ? '' : route.rights.purpose} ${outcome}`;
const eventsIn = (rows: readonly Row[]) =>
  rows.map(({ operation, purpose, outcome }) => `${operation} ${purpose} ${outcome}`);

// Work in steps writes a row for each step, because each is a transaction of its own.
const inSteps =
  /imports\/:importId\/(choices|apply)|import-files|\/export$|consent-scans|consents\/:consentId\/scans|held-elsewhere\/(check|apply)|filings\/open\.txt/;
/** The events are those of this outcome, after as many steps as were done before. */
const areAsDeclared = (right: Right, outcome: string, events: string[]) =>
  events.at(-1) === eventOf(right, outcome) &&
  (inSteps.test(right.route.endpoint.path)
    ? events.slice(0, -1).every((each) => each === eventOf(right, 'done'))
    : events.length === 1);
/** What was read for it is kept beside the database, and is used up by the first time. */
const isUsedUp = ({ route }: Right) => /imports\/:importId\/choices/.test(route.endpoint.path);

/** Questions whose event is another than one of this outcome. */
async function notAsDeclared(outcome: 'done' | 'denied' | 'failed', of: readonly Right[]) {
  const found: string[] = [];
  const look = async (right: Right, token: string | undefined) => {
    const { status, rows } = await leftBy(token, right.asked);
    const events = eventsIn(rows);
    const isRight = areAsDeclared(right, outcome, events);
    if (!isRight)
      found.push(`${nameOf(right.route)} ${status}: ${events.join(' + ') || 'nothing'}`);
    if (rows.some(({ actorId }) => actorId === null))
      found.push(`${nameOf(right.route)}: nobody did it`);
  };
  for (const right of of) {
    if (outcome !== 'denied') await look(right, tokenOf(house, right.actor));
    else for (const actor of actorsOf(right.route).mayNot) await look(right, tokenOf(house, actor));
    if (outcome !== 'denied' && right.asked.method === 'POST') await restore();
  }
  return found;
}

const done = () => rights.filter((right) => right.isDone && !isUsedUp(right));

/** Nobody here has a list of thousands: what asks for one is done where there is one. */
const needsLongList = ({ route }: Right) => route.endpoint.path.endsWith('/export/requests');

test('most operations are done once; the others are refused by the state of things (S16)', () => {
  const of = rights.filter((right) => !needsLongList(right));
  expect(done().length).toBeGreaterThan(of.length * 0.84);
});

test(
  'what is done leaves the one event that its operation declares (S16, REQ-036)',
  { timeout: 240_000 },
  async () => {
    expect(await notAsDeclared('done', done())).toEqual([]);
  },
);

test(
  'what the state of things refuses to those who may is denied, once (S16, REQ-036)',
  { timeout: 240_000 },
  async () => {
    const found: string[] = [];
    for (const right of rights.filter(({ isDone }) => !isDone)) {
      const { rows } = await leftBy(tokenOf(house, right.actor), right.asked);
      if (!areAsDeclared(right, 'denied', eventsIn(rows)))
        found.push(`${nameOf(right.route)}: ${eventsIn(rows).join(' + ') || 'nothing'}`);
    }
    expect(found).toEqual([]);
  },
);

test(
  'whoever may not do it leaves one event that they were denied, each of them (S16, REQ-036)',
  { timeout: 240_000 },
  async () => {
    expect(await notAsDeclared('denied', rights)).toEqual([]);
  },
);

/** Everything is done and written down, and then the commit breaks. */
async function fallingAtTheEnd(work: () => Promise<void>) {
  await house.owner.query(`
    create function kept.fall() returns trigger language plpgsql as $$ begin raise exception 'a fault for a test'; end $$;
    create constraint trigger fall after insert on audit deferrable initially deferred
      for each row when (new.outcome = 'done') execute function kept.fall()`);
  await work().finally(() =>
    house.owner.query('drop trigger fall on audit; drop function kept.fall()'),
  );
}

test(
  'what fails at its very end leaves one event that it failed, and nothing of itself (S16, REQ-036)',
  { timeout: 240_000 },
  async () => {
    const contents = async () => {
      const { rows } = await house.owner.query(
        `select md5(string_agg(t::text, '|' order by t::text)) as client, (select md5(string_agg(r::text, '|' order by r::text)) from record_entry r) as record from client t`,
      );
      return rows;
    };
    await restore();
    const before = await contents();
    await fallingAtTheEnd(async () => {
      expect(await notAsDeclared('failed', done())).toEqual([]);
    });
    expect(await contents()).toEqual(before);
  },
);

/** What a schema leaves open on purpose, because somebody else wrote what stands there. */
const openOnPurpose = [
  // A member of the staff for each role, by the name of the role.
  'GET /api/conferences/:conferenceId .roles',
  // What a browser hands to its authenticator.
  'POST /api/account/passkeys/options ',
];

test('no answer holds a property that its schema does not name (S9)', () => {
  const found = rights.flatMap(({ route, isDone, raw }) => {
    const schema = replySchema(route);
    if (schema === null) return [];
    const more = isDone ? outside(JSON.parse(raw), [schema]) : [];
    return [...openings(schema), ...more].map((at) => `${nameOf(route)} ${at}`);
  });
  expect(found).toEqual(openOnPurpose);
});

test('control: a property more is found, however deep (S9)', () => {
  const shape = z.toJSONSchema(z.object({ a: z.array(z.object({ b: z.string() })) }));

  expect(outside({ a: [{ b: '', c: 1 }], d: 1 }, [shape])).toEqual(['.a[].c', '.d']);
});

test('control: a trail that swallows an event, or tells two, is noticed (S16)', async () => {
  const reading = rights.filter(({ route }) => nameOf(route) === 'GET /api/clients/:clientId');
  await house.owner
    .query(`create function swallowed() returns trigger language plpgsql as 'begin return null; end';
    create trigger swallow before insert on audit for each row execute function swallowed()`);
  expect(await notAsDeclared('done', reading)).toEqual(['GET /api/clients/:clientId 200: nothing']);
  await house.owner.query(`drop trigger swallow on audit; drop function swallowed();
    create rule twice as on insert to audit where new.operation <> 'x' do also
      insert into audit values (new.agency_id, gen_random_uuid(), new.at, new.actor_id, new.service, new.purpose, 'x', new.outcome, new.ids, new.hmac)`);
  expect(await notAsDeclared('denied', reading)).not.toEqual([]);
  await house.owner.query(`drop rule twice on audit`);
  expect(await notAsDeclared('done', reading)).toEqual([]);
});

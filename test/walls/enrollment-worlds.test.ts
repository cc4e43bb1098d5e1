import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo } from '#test/walls/any-request.ts';
import { everyPage } from '#test/walls/canary-questions.ts';
import { functionsOfPrograms } from '#test/walls/broken-functions.ts';
import type { Ask, Walled } from '#test/walls/walled.ts';
import { gatesOfSending } from '#test/walls/broken-gates.ts';
import { enrolledWorld, untold, type EnrolledWorld } from '#test/walls/enrollment-worlds.ts';
import { asOwner, readingPast, tried } from '#test/walls/opened-policies.ts';
import { knownIn, translated } from '#test/walls/two-worlds.ts';
import { normaliser } from '#test/walls/normaliser.ts';

let without: EnrolledWorld;
let including: EnrolledWorld;
beforeAll(async () => {
  without = await enrolledWorld({ isThere: false });
  including = await enrolledWorld({ isThere: true });
}, 120_000);
afterAll(async () => {
  await without.house.close();
  await including.house.close();
});

/** Who looked and what was done stands in a trail of its own, which tells that somebody worked with the client. */
const isTrail = (path: string) => /^\/api\/audit|\/looked/.test(path);
let asked = 0;

async function differences(who: string) {
  const questions = everyPage(knownIn(without)).filter(({ path }) => !isTrail(path));
  const normal = [normaliser(), normaliser()] as const;
  const found: string[] = [];
  let faults = 0;
  for (const question of questions) {
    asked += 1;
    const moment = Temporal.Instant.from('2027-03-15T16:00:00Z').add({ seconds: asked * 2 });
    const answers = await Promise.all(
      [without, including].map(async (world) => {
        await world.house.at(moment.toString());
        const { token } = world.house.as(who);
        return answerTo(world.house, token, translated(question, without, world));
      }),
    );
    const [one = '', other = ''] = answers.map(({ status, comparable }, world) =>
      normal[world === 0 ? 0 : 1](`${status} ${comparable}`),
    );
    faults += answers.filter(({ status }) => status >= 500).length;
    if (one === other) continue;
    const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
    const parts = [one, other].map((text) => text.slice(Math.max(0, at - 80), at + 240));
    found.push([`${question.method} ${question.path}`, ...parts].join('\n'));
  }
  return { found, faults };
}

test.each([
  ['the untrained worker', 'ann'],
  ['a colleague on the team', 'bo'],
  ['an untrained supervisor', 'sue'],
  ['an administrator', 'north-admin'],
  ['a biller', 'bil'],
  ['an auditor', 'aud'],
])(
  'to %s a client looks the same whether they are in a program whose name tells, or not (S4, REQ-178)',
  { timeout: 180_000 },
  async (_, who) => {
    const { found, faults } = await differences(who);

    expect(found).toEqual([]);
    expect(faults).toBe(0);
  },
);

test(
  'control: whoever is of the program sees it on the chart, in the record and on the list (S4)',
  { timeout: 180_000 },
  async () => {
    const { found } = await differences('hal');

    for (const page of ['/enrollments', '/record', '/attempts', '/care-team'])
      expect(found.filter((each) => each.includes(page))).not.toEqual([]);
  },
);

test('one conference counts in the program that its reader knows of, too, and is due there by its own rules (REQ-026)', async () => {
  const [here, there] = await Promise.all(
    [without, including].map(async ({ house, client }) => {
      const { body } = await house.as('ann').get(`/api/clients/${client.clientId}`);
      return body.enrollments;
    }),
  );

  expect(there).toHaveLength(1);
  expect(there[0].nextDue).toEqual(here[0].nextDue);
});

test('enrolling again where somebody may not know of it is refused like enrolling there at all (REQ-178)', async () => {
  for (const who of ['ann', 'sue', 'north-admin']) {
    const answers = await Promise.all(
      [without, including].map(({ house, client, harbor }) =>
        house.as(who).post(`/api/clients/${client.clientId}/enrollments`, {
          programId: harbor.programId,
          teamId: harbor.teamId,
          startedOn: '2027-03-01',
        }),
      ),
    );

    for (const { status, body } of answers)
      expect([status, body.type]).toEqual([403, 'not-yours-to-assign']);
  }
  const again = await including.house
    .as('hal')
    .post(`/api/clients/${including.client.clientId}/enrollments`, {
      programId: including.harbor.programId,
      teamId: including.harbor.teamId,
      startedOn: '2027-03-01',
    });
  expect(again.body.type).toBe('already-enrolled');
});

/** What is answered to each of these questions: the value, how many rows there were of none, or the code of the refusal. */
async function answersTo(asks: readonly Ask[], broken = '') {
  const { house, agency, people } = including;
  return asOwner(house, async (client) => {
    if (broken !== '') await client.query(broken);
    const answers: unknown[] = [];
    for (const { who, ...doing } of asks) {
      const { agencyId } = agency;
      const answer = await tried(client, { agencyId, staff: people[who] }, doing);
      answers.push(typeof answer === 'string' ? answer : answer.rows[0]?.told);
    }
    return answers;
  });
}

/** The ways to break it that no question shows. */
async function unnoticed({ name, asks, breaks }: Walled) {
  const right = asks.map(({ answer }) => answer);
  const { rows } = await including.house.owner.query(
    'select pg_get_functiondef($1::regprocedure) as text',
    [name],
  );
  const text = String(rows[0].text);
  const kept: string[] = [];
  for (const [from, to] of breaks) {
    expect(text).toContain(from);
    const answers = await answersTo(asks, text.replaceAll(from, to));
    if (JSON.stringify(answers) === JSON.stringify(right)) kept.push(from);
  }
  return kept;
}

test('each function that passes row security by answers as was decided, and each way to break one is noticed (S3, REQ-178)', async () => {
  for (const walled of [...functionsOfPrograms(including), ...gatesOfSending(including)]) {
    const { name, asks } = walled;
    expect.soft([name, await answersTo(asks)]).toEqual([name, asks.map(({ answer }) => answer)]);
    expect.soft([name, await unnoticed(walled)]).toEqual([name, []]);
  }
});

test('no table shows what is a fact of such an enrollment, and without the policy of each, it does (S3, REQ-178)', async () => {
  const { house, agency, people, client, harbor, enrollmentId } = including;
  const { agencyId } = agency;
  const rows = { enrollment_id: enrollmentId };
  const also = { client_id: client.clientId, program_id: harbor.programId };
  const kept: string[][] = [];
  for (const [staff, purpose] of [
    [people.ann, 'care-coordination'],
    [people.admin, 'administration'],
    [people.aud, 'oversight'],
  ] as const) {
    const onlooker = { agencyId, staff, of: agencyId, rows, purpose };
    const found = await readingPast(
      house,
      { ...onlooker, also: { ...also, asked_by: staff.staffId } },
      { policy: 'knows_program', broken: (table) => `drop policy knows_program on ${table}` },
    );
    expect(found.through).toEqual([]);
    kept.push(found.kept);
  }

  expect(kept.reduce((both, some) => both.filter((table) => some.includes(table)))).toEqual([]);
});

test('control: without the policies they read its name (S4)', { timeout: 180_000 }, async () => {
  const { house } = including;
  const { rows } = await house.owner.query(
    `select polrelid::regclass::text as "table" from pg_policy where polname = 'knows_program'`,
  );
  for (const { table } of rows) await house.owner.query(`drop policy knows_program on ${table}`);

  for (const who of ['ann', 'north-admin']) {
    const { found } = await differences(who);
    expect(found.filter((each) => each.includes(untold))).not.toEqual([]);
  }
});

/** Whatever is a fact of one enrollment. A version follows its enrollment, nobody reads the marks, and the worklist is asked in its own way. */
const tellingEnrollments = async () =>
  (
    await without.house.owner.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'enrollment_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('enrollment_version', 'stale_enrollment', 'obligation')
      and not exists (select from pg_policy p
        where p.polrelid = c.oid and p.polname = 'knows_program' and not p.polpermissive and p.polcmd = 'r')
    order by c.relname collate "C"`)
  ).rows.map(({ name }) => name);

test('what is a fact of an enrollment asks who may know of it; a review is one of all of them (S23, REQ-178)', async () => {
  expect(await tellingEnrollments()).toEqual([
    'client_review',
    'emergency_disclosure',
    'owed_statement',
    'privacy_incident',
    'review_closing',
  ]);
});

import { afterAll, expect, test } from 'vitest';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const { house } = await authorizationWorld();
afterAll(() => house.close());

const purposes = ['care-coordination', 'administration', 'oversight', 'emergency'];
const { rows: people } = await house.owner.query<{ agency_id: string; staff_id: string }>(
  'select agency_id, staff_id from staff order by agency_id, staff_id',
);

const read = (table: string) => `select distinct enrollment_id as id from ${table} order by id`;

/** Which enrollments each person reads for each purpose, asked of the enrollments and of their versions, where any program may be one that is not told. */
const readByEverybody = (isTold: boolean, change = '') =>
  asOwner(house, async (client) => {
    if (!isTold) await client.query(`update program set class = 'hiv'`);
    if (change !== '') await client.query(change);
    const idsOf = async (person: (typeof people)[number], purpose: string, table: string) => {
      const answer = await tried(
        client,
        { agencyId: person.agency_id, staff: { staffId: person.staff_id } },
        { words: read(table), purpose },
      );
      return typeof answer === 'string' ? answer : answer.rows.map(({ id }) => String(id)).join();
    };
    const all: { who: string; enrollments: string; versions: string }[] = [];
    for (const person of people)
      for (const purpose of purposes)
        all.push({
          who: `${person.staff_id} ${purpose}`,
          enrollments: await idsOf(person, purpose, 'enrollment'),
          versions: await idsOf(person, purpose, 'enrollment_version'),
        });
    return all;
  });

const differing = (all: Awaited<ReturnType<typeof readByEverybody>>) =>
  all.filter(({ enrollments, versions }) => enrollments !== versions);

test.for([true, false])(
  'a version is read by whoever reads its enrollment, for each purpose, whether its program is told (%s) or not (S23, REQ-178)',
  async (isTold) => {
    const all = await readByEverybody(isTold);

    expect(differing(all)).toEqual([]);
    expect(all.some(({ versions }) => versions === '')).toBe(true);
    expect(all.some(({ versions }) => versions.length >= 36)).toBe(true);
  },
);

const saying = (words: string) => `alter policy may_read on enrollment_version using (${words})`;
const own = `r.agency_id = enrollment_version.agency_id and r.client_id = enrollment_version.client_id`;

test.for([
  ['the program that is not told', false, `exists (select from auth.in_reach r where ${own})`],
  [
    'who may know of it all the same',
    false,
    `exists (select from auth.in_reach r where ${own} and enrollment_version.program_id <> all(r.untold))`,
  ],
  ['whose client it is', true, `agency_id = (select auth.agency())`],
] as const)('control: a policy that forgets %s is noticed (S23)', async ([, isTold, words]) => {
  expect(differing(await readByEverybody(isTold, saying(words)))).not.toEqual([]);
});

test('a version cannot say that it is of another client or another program than its enrollment (S23)', async () => {
  for (const column of ['client_id', 'program_id']) {
    const changed = asOwner(house, (client) =>
      client.query(
        `update enrollment_version v set ${column} = (select x.${column} from enrollment x
         where x.agency_id = v.agency_id and x.${column} <> v.${column} limit 1)`,
      ),
    );
    await expect(changed).rejects.toThrow(/foreign key|null value/);
  }
});

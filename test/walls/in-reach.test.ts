import { afterAll, expect, test } from 'vitest';
import { authorizationWorld } from '#test/walls/authorization-world.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const { house } = await authorizationWorld();
afterAll(() => house.close());

const purposes = ['care-coordination', 'administration', 'oversight', 'emergency'];
const { rows: people } = await house.owner.query<{ agency_id: string; staff_id: string }>(
  'select agency_id, staff_id from staff order by agency_id, staff_id',
);

type Reached = { who: string; asClient: string[]; inReach: string[] };

/** Whom each person reaches for each purpose, asked of the clients themselves and of the view that the other policies ask. */
const reachedByEverybody = (change = '') =>
  asOwner(house, async (client): Promise<Reached[]> => {
    if (change !== '') await client.query(change);
    const asked = async (person: (typeof people)[number], purpose: string, words: string) => {
      const answer = await tried(
        client,
        { agencyId: person.agency_id, staff: { staffId: person.staff_id } },
        { words, purpose },
      );
      return typeof answer === 'string' ? [answer] : answer.rows.map(({ id }) => String(id));
    };
    const all: Reached[] = [];
    for (const person of people)
      for (const purpose of purposes)
        all.push({
          who: `${person.staff_id} ${purpose}`,
          asClient: await asked(person, purpose, 'select client_id as id from client order by id'),
          inReach: await asked(
            person,
            purpose,
            'select client_id as id from auth.in_reach order by id',
          ),
        });
    return all;
  });

const differing = (all: Reached[]) =>
  all.filter(({ asClient, inReach }) => asClient.join() !== inReach.join());

test('whose rows a person may read are those whom they may see, for each purpose (S23)', async () => {
  const all = await reachedByEverybody();

  expect(differing(all)).toEqual([]);
  const howMany = all.map(({ inReach }) => inReach.length);
  // Some reach nobody and some a client; none is answered with a refusal.
  expect(howMany).toContain(0);
  expect(howMany).toContain(1);
  expect(all.flatMap(({ inReach }) => inReach).every((id) => id.length === 36)).toBe(true);
});

test.for([
  ['everybody of the team', `client.team_ids && h.teams or `],
  [
    'that an emergency is about one client alone',
    ` and (h.purpose <> 'emergency' or client.client_id = any(h.glass))`,
  ],
])('control: a policy that forgets %s is noticed (S23)', async ([, forgotten = '']) => {
  const usual = `exists (select from auth.who_asks() h where h.agency = client.agency_id
    and ('administrator' = any(h.roles) or client.staff_ids && array[h.actor] and client.scope_changes_on > h.today or client.team_ids && h.teams or client.program_ids && h.supervised or client.client_id = any(h.glass)) and (h.purpose <> 'emergency' or client.client_id = any(h.glass)))`;
  expect(usual).toContain(forgotten);
  const saying = (words: string) => `alter policy may_read on client using (${words})`;

  expect(differing(await reachedByEverybody(saying(usual)))).toEqual([]);
  expect(differing(await reachedByEverybody(saying(usual.replace(forgotten, ''))))).not.toEqual([]);
});

/** Tables of which a policy of reading asks of the client anew, instead of asking who is in reach. */
const askingAnew = async () =>
  (
    await house.owner.query<{ name: string }>(
      `select p.polrelid::regclass::text as name from pg_policy p
       where p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) ~ 'FROM client c' order by name`,
    )
  ).rows.map(({ name }) => name);

test('what is read of a client asks once who is in reach; only who came for an emergency is asked of the client (S23)', async () => {
  expect(await askingAnew()).toEqual(['break_glass']);
});

test('control: a table that asks of the client itself is noticed (S23)', async () => {
  await house.owner.query(`
    create table asking_anew (agency_id uuid, client_id uuid);
    create policy may_read on asking_anew for select using (exists (select from client c
      where c.agency_id = asking_anew.agency_id and c.client_id = asking_anew.client_id))`);

  expect(await askingAnew()).toContain('asking_anew');
  await house.owner.query('drop table asking_anew');
});

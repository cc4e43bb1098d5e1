import { afterAll, expect, test } from 'vitest';
import { healthHome } from '#domain/program-policy/presets/health-home.ts';
import { filingsGiven } from '#test/filings-given.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const { agency, ana, alma, attemptId, reviewId } = await filingsGiven(house);

/** So many attempts of this client, a day each, older than whatever else there is to file. */
async function attemptsOf(client: { clientId: string; enrollmentId: string }, many: number) {
  await house.owner.query('alter table attempt disable trigger user');
  await house.owner.query(
    `insert into attempt (agency_id, attempt_id, client_id, enrollment_id, attempted_on, channel, outcome, next_step, provider_id,
       state, recorded_by, recorded_at)
     select agency_id, gen_random_uuid(), $2, $3, date '2026-07-01' + n, channel, outcome, next_step, provider_id, state, recorded_by,
       recorded_at from attempt, generate_series(1, $4) n where attempt_id = $1`,
    [attemptId, client.clientId, client.enrollmentId, many],
  );
  await house.owner.query('alter table attempt enable trigger user');
}

const open = async () => (await house.as('ana').get('/api/filings/open')).body;

test('a hundred and one facts that nobody has to file push out none that somebody has to (REQ-159, REQ-160)', async () => {
  const documentation = { ...healthHome.documentation, attemptsNeedArtifacts: false };
  const quiet = await given.program(agency, {
    name: 'Quiet Home',
    policy: { ...healthHome, documentation },
  });
  const quinn = await given.client(agency, {
    program: quiet,
    worker: ana,
    name: 'Quinn Ash',
    enrolledOn: '2026-01-15',
  });
  await attemptsOf(quinn, 101);

  const { rows, hasMore } = await open();
  expect(rows.map(({ about }: any) => about.id)).toEqual([attemptId, reviewId]);
  expect(hasMore).toBe(false);
});

test('the list says that more follow, and the file holds them all (REQ-159)', async () => {
  await attemptsOf(alma, 120);

  const { rows, hasMore } = await open();
  expect(rows).toHaveLength(100);
  expect(hasMore).toBe(true);

  const { body } = await house.as('ana').get('/api/filings/open.txt');
  expect(body.match(/^ACD, /gm)).toHaveLength(2 * 122);
  expect(body.match(/To be filed, as of/g)).toHaveLength(1);
  expect(body).toContain('ACD, Care Plan Activity Note, attempt of Thu 29 Oct 2026');
  expect(body).toContain('case conference of Mon 15 Mar 2027');
});

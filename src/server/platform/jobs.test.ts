import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobHandlers } from '#server/app.ts';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { until } from '#test/launcher/processes.ts';
import { openJobs } from './jobs.ts';

const house = await startHouse();
const meetings = meetingsIn(house);
let work: GivenAgencyAtWork;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  client = await givenIn(house).client(work.agency, { program: work.program, worker: work.ana });
});
afterAll(() => house.close());

async function invitations(many: number) {
  for (let each = 0; each < many; each += 1)
    await meetings.invited('ana', await meetings.planned('ana', [client], work));
}

async function jobsIn(state: 'created' | 'active') {
  const { rows } = await house.owner.query(
    `select count(*)::int as jobs from queue.job where name = 'send-mail' and state = $1`,
    [state],
  );
  return rows[0].jobs;
}

test('a stop waits for the mail that is on its way and begins no other; they are sent after the next start', async () => {
  await invitations(3);
  const waiting = await jobsIn('created');
  let delivered = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  house.deliverBy(async () => {
    delivered += 1;
    await held;
    return 'sent';
  });
  const jobs = await openJobs(house.logins.worker, house.shell, jobHandlers);
  jobs.start();
  await until(() => delivered === 1);

  const stopped = jobs.stop();
  release();
  await stopped;

  expect(delivered).toBe(1);
  expect(await jobsIn('created')).toBe(waiting - 1);
  await house.runJobs();
  expect(delivered).toBe(waiting);
  expect(await jobsIn('created')).toBe(0);
});

test('the time of a job begins when it does: no other one waits begun while a mail is slow', async () => {
  await invitations(2);
  const begun: number[] = [];
  house.deliverBy(async () => {
    begun.push(await jobsIn('active'));
    return 'sent';
  });

  await house.runJobs();

  expect(begun.length).toBeGreaterThan(1);
  expect(new Set(begun)).toEqual(new Set([1]));
});

test('when the queue forgets a job, its ticket is forgotten too, and no other', async () => {
  await invitations(1);
  await house.runJobs();
  await invitations(1);
  const waiting = await jobsIn('created');
  const queue = new pg.Client(house.logins.worker);
  await queue.connect();
  await queue.query(`delete from queue.job where state = 'completed'`);
  await queue.end();

  const { rows } = await house.owner.query(
    `select j.state, count(*)::int as tickets from auth.job_ticket t left join queue.job j on j.id = t.job_id group by 1`,
  );
  expect(rows).toEqual([{ state: 'created', tickets: waiting }]);
});

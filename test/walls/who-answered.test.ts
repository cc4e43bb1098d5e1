import { afterAll, expect, test } from 'vitest';
import { transact } from '#server/platform/database.ts';
import { hashToken } from '#server/platform/session-cookie.ts';
import { sql } from 'kysely';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const meetings = meetingsIn(house);

test('who entered an answer is whoever did, and nobody writes that it was another (S14, REQ-055)', async () => {
  await house.at('2027-03-14T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana, bo } = work;
  const client = await given.client(agency, { program, worker: ana });
  const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
  await given.consent(agency, { client, providerId, by: ana });
  const meeting = await meetings.planned('ana', [client], {
    ...work,
    people: [{ kind: 'provider', id: providerId }],
  });
  await meetings.invited('ana', meeting);
  const change = async (set: string) =>
    transact(
      house.shell.database,
      {
        asker: { kind: 'session', tokenHash: hashToken(house.as('ana').token ?? '') },
        purpose: 'care-coordination',
      },
      async (tx) => {
        const { rows } = await sql<{ by: string | null; isNow: boolean | null }>`
          update attendee set ${sql.raw(set)} where provider_id = ${providerId}
            and conference_id = ${meeting.conferenceId}
          returning answered_by as by, answered_at = auth.now() as "isNow"`.execute(tx);
        return rows;
      },
    );
  const forged = `answered_by = '${bo.staffId}'`;

  expect(await change(forged)).toEqual([{ by: null, isNow: null }]);
  expect(await change(`response = 'yes', ${forged}`)).toEqual([{ by: ana.staffId, isNow: true }]);
  expect(await change(forged)).toEqual([{ by: ana.staffId, isNow: false }]);
  // Control: without what notes it the other name would stand.
  await house.owner.query('alter table attendee disable trigger who_answered');
  expect(await change(forged)).toEqual([{ by: bo.staffId, isNow: false }]);
  await house.owner.query('alter table attendee enable trigger who_answered');
});

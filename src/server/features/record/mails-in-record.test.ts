import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
const meetings = meetingsIn(house);

await house.at('2027-03-15T12:00:00Z');
const work = await meetings.agencyAtWork();
await meetings.agencyAtWork('hillside');
const { agency, program, ana } = work;
const aboutSomebody = (name: string) => given.client(agency, { program, worker: ana, name });
const known = await aboutSomebody('Zephyrine Quillfeather');
const secret = await aboutSomebody('Balthazar Oxenholme');
const beside = await aboutSomebody('Alma Rivera');
const { providerId } = await given.provider(agency, { email: 'lee@clinic.example' });
await given.consent(agency, { client: known, providerId, by: ana });

async function mailsTold({ clientId }: GivenClient): Promise<string[]> {
  const { status, body } = await house.as('ana').get(`/api/clients/${clientId}/record`);
  expect(status).toBe(200);
  return body.entries
    .filter(({ kind }: { kind: string }) => kind === 'mail')
    .map(({ text }: { text: string }) => text);
}

test('an invitation stands in the record of the client whom it is about, first as waiting and then as sent, and in nobody else’s (REQ-055, REQ-178)', async () => {
  const meeting = await meetings.planned('ana', [known, secret], {
    ...work,
    people: [{ kind: 'provider', id: providerId }],
  });
  await meetings.invited('ana', meeting);

  expect(await mailsTold(known)).toEqual(['Invitation to Dr Hana Lee waits to be sent.']);
  await house.runJobs();
  expect(await mailsTold(known)).toEqual(['Invitation sent to Dr Hana Lee.']);
  expect(await mailsTold(secret)).toEqual([]);
  expect(await mailsTold(beside)).toEqual([]);
  expect(house.mails.map(({ to }) => to)).toContain('lee@clinic.example');
  const reply = await house.as('ana-hillside').get(`/api/clients/${known.clientId}/record`);
  expect(reply.status).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, type Asked } from '#test/walls/any-request.ts';
import { everyPage } from '#test/walls/canary-questions.ts';
import { teller } from '#test/walls/canary-words.ts';
import { partsOf, perClient, tries } from '#test/walls/served-later-asked.ts';
import { servedWorld, type ServedWorld } from '#test/walls/served-later-world.ts';
import { knownIn, translated } from '#test/walls/two-worlds.ts';
import { normaliser } from '#test/walls/normaliser.ts';
import { startHouse } from '#test/house.ts';

let served: ServedWorld;
let other: ServedWorld;
beforeAll(async () => {
  served = await servedWorld(await startHouse(), { isServed: true });
  other = await servedWorld(await startHouse(), { isServed: false });
});
afterAll(async () => {
  await served.house.close();
  await other.house.close();
});

const first = (path: string, one: string, two: string) => {
  const parting = Array.from(one).findIndex((letter, index) => letter !== two[index]);
  const at = Math.max(0, parting - 160);
  return [path, ...[one, two].map((text) => text.slice(at, at + 500))].join('\n');
};

/** That something was done and that a mail left is in these; whom it was about and whom it went to together in none. */
const trails = ['/api/audit', '/api/outbox', '/looked', '/looked/print'];

let minutes = 0;
/** What is printed bears the minute, and both worlds go on by themselves: each minute begins together, and none comes twice. */
async function theNextMinute() {
  minutes += 1;
  const moment = Temporal.Instant.from('2027-03-15T16:00:10Z').add({ minutes });
  for (const { house } of [served, other]) await house.at(moment.toString());
}

async function differences(who: string) {
  const asked: Asked[] = [
    ...everyPage(knownIn(served)),
    ...[...partsOf(served), ...perClient(served)].map((path): Asked => ({
      method: 'GET',
      path,
      body: undefined,
    })),
  ];
  const found: string[] = [];
  const statuses = new Map<number, number>();
  for (const [nth, question] of asked.entries()) {
    if (nth % 20 === 0) await theNextMinute();
    const answers = [];
    for (const world of [served, other])
      answers.push(
        await answerTo(world.house, world.house.as(who).token, translated(question, served, world)),
      );
    const [one, two] = answers.map(({ status, comparable }) =>
      normaliser()(`${status} ${comparable}`).replaceAll(/"mark":"\w+"/g, '~'),
    );
    const status = answers[0]?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const isTrail = trails.some(
      (path) => question.path.startsWith(path) || question.path.endsWith(path),
    );
    if (one !== two && !isTrail) found.push(first(question.path, one ?? '', two ?? ''));
  }
  return { found, statuses };
}

test.each(['bo', 'una', 'sue', 'north-admin', 'bil', 'aud'])(
  'what came of being served there is no more there for %s than where nobody is (S4, EP-14, EP-15, REQ-036)',
  async (who) => {
    const { found, statuses } = await differences(who);

    expect(found).toEqual([]);
    expect([...statuses.keys()].every((status) => status < 500)).toBe(true);
  },
);

test('neither the outbox nor the trail names who serves somebody where that tells (S4, EP-14)', async () => {
  for (const [who, pages] of [
    ['north-admin', ['/api/outbox', '/api/audit']],
    ['aud', ['/api/audit']],
    ['una', [`/api/clients/${served.client.clientId}/looked`]],
    ['sue', [`/api/clients/${served.client.clientId}/looked`]],
  ] as const)
    for (const page of pages) {
      const { status, body } = await served.house.as(who).get(page);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/Whit|whit@|Open Gate/);
    }
  const { mails } = (await served.house.as('north-admin').get('/api/outbox')).body;
  expect(mails.some(({ toName }: { toName: string }) => toName === 'A provider')).toBe(true);
});

test.each(['bo', 'una', 'sue'])(
  'whatever %s tries is answered alike whether they are served there (S4, EP-15)',
  async (who) => {
    const found: string[] = [];
    const [ours, theirs] = [tries(served), tries(other)];
    for (const [at, [path, body]] of ours.entries()) {
      const answers = [];
      for (const [world, asked] of [
        [served, [path, body]],
        [other, theirs[at] ?? ['', {}]],
      ] as const) {
        const reply = await world.house.as(who).post(asked[0], asked[1]);
        answers.push(normaliser()(`${reply.status} ${JSON.stringify(reply.body)}`));
      }
      const [one = '', two = ''] = answers;
      if (one !== two || one.startsWith('5'))
        found.push([`${path} ${JSON.stringify(body)}`, one, two].join('\n'));
    }
    expect(found).toEqual([]);
  },
);

test('control: whoever has the case and the training reads it (S4)', async () => {
  const { found } = await differences('ana');
  for (const part of [
    '/care-team',
    '/attempts',
    '/consents',
    '/conferences/',
    '/actions',
    '/record',
    '/disclosures',
    '/emergency-disclosures',
    '/exchange',
    '/coordination',
    '/contact-frequency',
    '/waiting',
  ])
    expect([part, found.filter((each) => each.includes(part)).length]).not.toEqual([part, 0]);
});

test('whoever was not told whom a request went to corrects the rest of it, and it stays theirs (EP-14)', async () => {
  for (const who of ['bo', 'una'])
    for (const { house, client } of [served, other]) {
      const [attempt] = (await house.as(who).get(`/api/clients/${client.clientId}/attempts`)).body
        .attempts;
      expect(attempt.toName).toBe('A provider');
      const whom = async () =>
        (
          await house.owner.query(
            `select provider_id as id from attempt where superseded_at is null and client_id = $1`,
            [client.clientId],
          )
        ).rows;
      const before = await whom();
      const { status } = await house.as(who).post(`/api/attempts/${attempt.attemptId}/correct`, {
        enrollmentId: attempt.enrollmentId,
        on: attempt.on,
        channel: attempt.channel,
        outcome: attempt.outcome,
        nextStep: attempt.nextStep,
        to: attempt.to,
        note: 'Rang twice.',
      });
      expect(status).toBe(200);
      expect(await whom()).toEqual(before);
    }
});

test('nor in a meeting that somebody begins for it: whether they may hear about them is told alike (EP-15)', async () => {
  for (const who of ['bo', 'una', 'sue']) {
    const said = [];
    for (const { house, client, counselor } of [served, other]) {
      const tell = teller(house);
      const { conferenceId } = await tell(who, '/api/conferences/by-email', {
        enrollmentId: client.enrollmentId,
      });
      const [{ reviewId }] = (await house.as(who).get(`/api/conferences/${conferenceId}`)).body
        .reviews;
      const at = `/api/conferences/${conferenceId}/reviews/${reviewId}/walk-ins`;
      const person = { kind: 'provider', id: counselor.providerId };
      const check = await tell(who, `${at}/check`, { person });
      const letIn = await house.as(who).post(at, { person });
      said.push([check.state, check.inWords, check.meaning, letIn.status, letIn.body]);
    }
    expect(said[0]).toEqual(said[1]);
    expect(said[0]?.[4]).toMatchObject({ type: 'walk-in-without-consent' });
  }
});

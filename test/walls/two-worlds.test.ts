import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, type Asked } from '#test/walls/any-request.ts';
import { anyQuestions, everyPage } from '#test/walls/canary-questions.ts';
import {
  knownIn,
  translated,
  type GrowingWorld,
  worldWith,
  type Secret,
  type World,
} from '#test/walls/two-worlds.ts';
import { normaliser } from '#test/walls/normaliser.ts';

/** Two worlds for a colleague on the team, who may know none of it; two for those who may know part. */
const secretsOf = {
  colleague: ['restricted', 'hidden', 'foreign'],
  stranger: ['restricted', 'foreign'],
} as const satisfies Record<string, Secret[]>;
/** How many questions both worlds were asked: each at a later moment, since what was made at one moment has no order in a list. */
type Pair = { without: World; including: GrowingWorld; asked: number };
const pairs = new Map<string, Pair>();

beforeAll(async () => {
  for (const [name, secrets] of Object.entries(secretsOf))
    pairs.set(name, {
      without: await worldWith([]),
      including: await worldWith(secrets),
      asked: 0,
    });
});
afterAll(async () => {
  for (const { without, including } of pairs.values()) {
    await without.house.close();
    await including.house.close();
  }
});

const isDeep = process.env['ROUNDTABLE_DEEP'] === '1';
/** In all 500 sequences with every change, and 20,000 in depth. */
const times = Number(process.env['ROUNDTABLE_TIMES'] ?? (isDeep ? 40 : 1));
const sequenceLength = 3;
/** No number of these is a quarter of an hour or another limit, which one world would pass milliseconds before the other. */
const secondsBetween = 19;

/** Whoever oversees an agency reads in its trail that something was done, and of which client number: more was done in one world. */
const overseers = ['aud', 'north-admin'];

/** Asks the same in both worlds, at the same moments, and answers with what was not the same. */
async function differences(pair: Pair | undefined, who: string | null, how: Asking) {
  if (!pair) throw new Error('no such pair');
  const { without } = pair;
  const asked = [
    ...everyPage(knownIn(without)),
    ...anyQuestions(knownIn(without), { seed: how.seed, count: how.sequences * sequenceLength }),
  ];
  return compare(pair, who, asked);
}

const noneSeenBefore = () => [normaliser(), normaliser()] as const;

async function compare(
  pair: Pair,
  who: string | null,
  asked: readonly Asked[],
  normal = noneSeenBefore(),
) {
  const { without, including } = pair;
  const found: string[] = [];
  const statuses = new Map<number, number>();
  for (const question of asked) {
    if (pair.asked % 1_000 === 0) await staySignedIn(pair);
    const moment = Temporal.Instant.from('2027-03-15T16:00:00Z').add({
      seconds: pair.asked * secondsBetween,
    });
    pair.asked += 1;
    const answers = await Promise.all(
      [without, including].map(async (world) => {
        await world.house.at(moment.toString());
        const token = who === null ? undefined : world.house.as(who).token;
        const own = await lookedAt(translated(question, without, world), world, token);
        return answerTo(world.house, token, own);
      }),
    );
    const [one, other] = answers.map(({ status, comparable }, world) =>
      normal[world === 0 ? 0 : 1](`${status} ${comparable}`),
    );
    const status = answers[0]?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const isTrail =
      who !== null && overseers.includes(who) && question.path.startsWith('/api/audit');
    if (one !== other && !isTrail) found.push(firstDifference(question, one ?? '', other ?? ''));
  }
  return { found, statuses };
}

/** Whoever changes a plan has looked at it before. */
async function lookedAt(asked: Asked, { house }: World, token: string | undefined) {
  const [plan] = /^\/api\/conferences\/[\w-]{36}(?=\/)/.exec(asked.path) ?? [];
  if (plan === undefined || !hasVersion(asked.body)) return asked;
  const page = await answerTo(house, token, { method: 'GET', path: plan, body: undefined });
  const { version = '' } = page.status === 200 ? JSON.parse(page.raw) : {};
  return { ...asked, body: { ...asked.body, version } };
}

const hasVersion = (body: unknown): body is { version: unknown } =>
  typeof body === 'object' && body !== null && 'version' in body;

/** A session ends after twelve hours; in depth the questions last longer. */
const staySignedIn = ({ without, including }: Pair) =>
  Promise.all(
    [without, including].map(({ house }) =>
      house.owner.query(
        `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
      ),
    ),
  );

/** The question, and both answers from a little before they part. */
function firstDifference({ method, path, body }: Asked, one: string, other: string) {
  const parting = Array.from(one).findIndex((letter, index) => letter !== other[index]);
  const at = Math.max(0, parting - 60);
  const parts = [one, other].map((text) => text.slice(at, at + 300));
  return [`${method} ${path} ${JSON.stringify(body)}`, ...parts].join('\n');
}
type Asking = { seed: number; sequences: number };

test('control: whoever may know reads something else there (S4)', async () => {
  const { found } = await differences(pairs.get('colleague'), 'ana', { seed: 5, sequences: 0 });

  for (const page of ['/record', '/closing', '/conferences/', '/attempts'])
    expect(found.filter((each) => each.includes(page))).not.toEqual([]);
});

test('what is written where they may not read moves nothing of what they look at (S4, EP-14)', async () => {
  const pair = pairs.get('colleague');
  if (!pair) throw new Error('no such pair');
  const pages = everyPage(knownIn(pair.without));
  const seenBefore = { bo: noneSeenBefore(), ana: noneSeenBefore() };
  for (const who of ['bo', 'ana'] as const) await compare(pair, who, pages, seenBefore[who]);

  await pair.including.writeMore();

  const ofPlans = pages.filter(({ path }) => path.startsWith('/api/conferences/'));
  expect((await compare(pair, 'bo', pages, seenBefore.bo)).found).toEqual([]);
  expect((await compare(pair, 'ana', ofPlans, seenBefore.ana)).found).not.toEqual([]);
});

test('control: a build that shows how often something was changed is noticed (S4)', async () => {
  const pair = pairs.get('colleague');
  if (!pair) throw new Error('no such pair');
  const counted = await Promise.all(
    [pair.without, pair.including].map(async ({ house }) => {
      const { rows } = await house.owner.query(
        `select version from conference order by conference_number`,
      );
      return normaliser()(JSON.stringify(rows));
    }),
  );
  expect(counted[0]).not.toBe(counted[1]);
});

test.each([
  ['colleague', 'bo', 220],
  ['colleague', 'bil', 30],
  ['colleague', 'aud', 30],
  ['colleague', null, 20],
  ['stranger', 'uma', 100],
  ['stranger', 'north-admin', 100],
] as const)(
  'in a world with what they may not know, the %s %s reads the same bytes (S4, EP-14, REQ-178)',
  { timeout: isDeep ? 2_400_000 : 240_000 },
  async (pair, who, sequences) => {
    const { found, statuses } = await differences(pairs.get(pair), who, {
      seed: 11,
      sequences: sequences * times,
    });

    expect(found).toEqual([]);
    expect([...statuses.keys()].every((status) => status < 500)).toBe(true);
    // Whoever is not signed in any more is answered alike in any two worlds.
    const isSignedIn = (statuses.get(401) ?? 0) < (statuses.get(200) ?? 0);
    expect(isSignedIn).toBe(who !== null);
  },
);

import fc from 'fast-check';
import { purposes } from '#domain/consent/consent.ts';
import { sensitivityClasses } from '#domain/people.ts';

/** Everything that can happen to what two clients agreed to, around one noon: who is named, who works where, what ended when. */
const middle = Temporal.Instant.from('2026-06-14T16:00:00Z');
const noonDay = Temporal.PlainDate.from('2026-06-14');

const day = (min: number, max: number) =>
  fc.integer({ min, max }).map((days) => noonDay.add({ days }).toString());
const hour = (min: number, max: number) =>
  fc.integer({ min, max }).map((hours) => middle.add({ hours }).toString());
const oneIn = (many: number) => fc.integer({ min: 1, max: many }).map((one) => one === 1);
/** In so many of a hundred cases; null in the others. */
const maybe = <T>(some: fc.Arbitrary<T>, percent: number): fc.Arbitrary<T | null> =>
  fc.oneof(
    { weight: percent, arbitrary: some },
    { weight: 100 - percent, arbitrary: fc.constant(null) },
  );
const index = (count: number) => fc.nat({ max: count - 1 });
const providerClass = fc.constantFrom('medical', 'behavioral', 'housing');
const classes = fc.subarray([...sensitivityClasses], { minLength: 1 });

const party = fc.record({
  side: fc.constantFrom(
    'recipient',
    'recipient',
    'recipient',
    'recipient',
    'discloser',
    'excluded',
  ),
  spec: fc.oneof(
    fc.record({
      kind: fc.constant('person' as const),
      provider: index(3),
      organization: maybe(index(2), 50),
    }),
    fc.record({ kind: fc.constant('support' as const), support: index(2) }),
    fc.record({ kind: fc.constant('organization' as const), organization: index(2) }),
    fc.record({
      kind: fc.constant('role-class' as const),
      organization: index(2),
      providerClass,
    }),
    fc.record({ kind: fc.constant('treating-providers' as const) }),
  ),
  since: day(-2, 1),
  recordedAt: hour(-2, 1),
});

const consent = fc.record({
  client: index(2),
  isRefusal: oneIn(10),
  weDisclose: oneIn(5).map((not) => !not),
  weReceive: fc.boolean(),
  isMutual: fc.boolean(),
  parties: fc.array(party, { minLength: 1, maxLength: 3 }),
  classes,
  purposes: fc.subarray([...purposes], { minLength: 1 }),
  validFrom: day(-3, 1),
  lastsDays: maybe(fc.nat({ max: 3 }), 60),
  signedOn: day(-3, 1),
  recordedAt: hour(-3, 1),
  revokedAt: maybe(hour(-1, 1), 30),
  supersededAt: maybe(hour(-1, 1), 15),
  withdrawnAt: maybe(hour(-1, 1), 6),
  endedOn: maybe(day(-1, 1), 15),
});

const job = fc.record({ organization: index(2), providerClass });
/** One post, or one until a day and another from the next; one that ended; one that was written wrong and corrected. */
const career = fc.record({
  first: job,
  changesOn: maybe(day(-2, 2), 50),
  second: maybe(job, 60),
  wrong: maybe(job, 30),
});
const onTeam = fc.record({
  client: index(2),
  provider: index(3),
  from: day(-2, 1),
  lastsDays: maybe(fc.nat({ max: 2 }), 50),
  isSuperseded: oneIn(5),
});

const question = fc.record({
  client: index(2),
  told: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('provider' as const), at: index(3) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('support' as const), at: index(2) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('client' as const), at: index(2) }) },
  ),
  classes,
  purpose: fc.constantFrom(...purposes),
  at: hour(-1, 1),
  on: day(-1, 1),
});

type AnyConsent = typeof consent extends fc.Arbitrary<infer T> ? T : never;
type AnyQuestion = typeof question extends fc.Arbitrary<infer T> ? T : never;
type OnTeam = typeof onTeam extends fc.Arbitrary<infer T> ? T : never;

/** What one paper says yes to, another says no to, of some kinds; or the other way round. */
const contradiction = (one: AnyConsent, some: AnyConsent['classes'] | null) =>
  some ? [{ ...one, classes: some, isRefusal: !one.isRefusal }] : [];

/** Asked by chance, hardly any question meets the one paper that names this person: half of them are about a paper. */
function aimedAt(paper: AnyConsent, asked: AnyQuestion, team: readonly OnTeam[]): AnyQuestion {
  const { client, purposes: agreed, parties } = paper;
  const purpose = agreed[0] ?? asked.purpose;
  const spec = parties[0]?.spec;
  const at =
    spec?.kind === 'person'
      ? spec.provider
      : spec?.kind === 'treating-providers'
        ? team.find((each) => each.client === client)?.provider
        : undefined;
  const told = at === undefined ? asked.told : ({ kind: 'provider', at } as const);
  return { ...asked, client, purpose, told };
}

const anyHistory = fc
  .record({
    paper: consent,
    others: fc.array(consent, { minLength: 1, maxLength: 5 }),
    careers: fc.array(career, { minLength: 3, maxLength: 3 }),
    onTeam: fc.uniqueArray(onTeam, {
      maxLength: 4,
      selector: ({ client, provider }) => `${client}${provider}`,
    }),
    questions: fc.array(fc.record({ question, isAimed: fc.boolean() }), {
      minLength: 4,
      maxLength: 4,
    }),
    contradicted: maybe(classes, 33),
  })
  .map(({ paper, others, questions, contradicted, ...rest }) => ({
    ...rest,
    consents: [paper, ...others, ...contradiction(paper, contradicted)],
    questions: questions.map(({ question: asked, isAimed }) =>
      isAimed ? aimedAt(paper, asked, rest.onTeam) : asked,
    ),
  }));
export type History = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;
export type Question = History['questions'][number];

export const histories = (numRuns: number, seed: number): History[] =>
  fc.sample(anyHistory, { numRuns, seed });

/** The post that a provider holds on a day, as far as it is known now. */
export function jobOn({ first, second, changesOn }: History['careers'][number], on: string) {
  if (changesOn === null || on <= changesOn) return first;
  return second;
}

import fc from 'fast-check';

/** What can happen around the links of one guest, in any order. Times in seconds: no sum of a few of them meets a limit. */
export type Step =
  | { kind: 'link'; by: 'invitation' | 'change' | 'document' | 'guest-link' }
  | { kind: 'ask'; for: 'code' | 'link'; link: number }
  | { kind: 'code' }
  | { kind: 'type'; link: number; isRight: boolean }
  | { kind: 'look'; visit: number }
  | { kind: 'answer'; visit: number }
  | { kind: 'leave'; visit: number }
  | { kind: 'wait'; seconds: number }
  | { kind: 'consent'; is: ConsentState }
  | { kind: 'asked'; is: AskedState }
  | { kind: 'meeting'; is: MeetingState };

export const consentStates = [
  'given',
  'revoked',
  'refused',
  'expired',
  'not-yet',
  'withdrawn',
  'other-class',
] as const;
export type ConsentState = (typeof consentStates)[number];
export const askedStates = ['asked', 'uninvited', 'taken-off'] as const;
export type AskedState = (typeof askedStates)[number];
export const meetingStates = [
  'scheduled',
  'in-session',
  'ended',
  'closed',
  'void',
  'cancelled',
  'discarded',
] as const;
export type MeetingState = (typeof meetingStates)[number];

const waits = [97, 300, 570, 601, 1_500, 1_811, 3_607, 43_207, 86_411].map(
  (seconds) => ({ kind: 'wait', seconds }) as const,
);
/** Of several the newest, mostly. */
const recent = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(3) },
);
/** The first of them, mostly. */
const mostly = <const T extends string>(states: readonly [T, ...T[]]): fc.Arbitrary<T> =>
  fc.constantFrom(...Array.from(states, () => states[0]), ...states);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      by: mostly(['invitation', 'change', 'document', 'guest-link']),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      for: fc.constantFrom('code' as const, 'link' as const),
      link: recent,
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'code' } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      link: recent,
      isRight: fc.integer({ min: 1, max: 5 }).map((n) => n < 4),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('look' as const), visit: recent }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('answer' as const, 'leave' as const),
      visit: recent,
    }),
  },
  { weight: 4, arbitrary: fc.constantFrom(...waits) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('consent' as const), is: mostly(consentStates) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('asked' as const), is: mostly(askedStates) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('meeting' as const), is: mostly(meetingStates) }),
  },
);

const look: Step = { kind: 'look', visit: 0 };
/** How most people come in; and how somebody tries who guesses. */
const comesIn: Step[] = [
  { kind: 'link', by: 'invitation' },
  { kind: 'code' },
  { kind: 'type', link: 0, isRight: true },
  look,
];
const guess: Step = { kind: 'type', link: 0, isRight: false };
const opens: Step = { kind: 'type', link: 0, isRight: true };
const wait = (seconds: number): Step => ({ kind: 'wait', seconds });
const link: Step = { kind: 'link', by: 'invitation' };
const letters = (of: number, count: number): Step[] =>
  Array.from({ length: count }, () => ({ kind: 'ask', for: 'link', link: of }));
const stories: Step[][] = [
  comesIn,
  [...comesIn.slice(0, 2), guess, guess, guess, guess, guess],
  // The code is late; they leave; they are away too long; the link ends while they read; somebody has letters written by old links, and uses
  // them up before the next mail of ours.
  [...comesIn.slice(0, 2), wait(601), opens],
  [...comesIn, { kind: 'leave', visit: 0 }, look],
  [...comesIn, wait(1_811), look],
  [...comesIn, { kind: 'consent', is: 'revoked' }],
  [link, ...letters(0, 3), { kind: 'link', by: 'guest-link' }, ...letters(0, 1), ...letters(1, 3)],
  [link, ...letters(0, 5), link, ...letters(1, 2), ...letters(0, 2)],
  [
    { kind: 'link', by: 'invitation' },
    ...[86_411, 86_411, 3_607, 3_607, 1_811, 1_500].map(wait),
    { kind: 'code' },
    opens,
    look,
    wait(300),
    look,
  ],
];
const someSteps: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 8, arbitrary: anyStep.map((step) => [step]) },
  { weight: 2, arbitrary: fc.constantFrom(...stories) },
);

/** After each thing that happens somebody looks. */
export const anySteps = fc
  .tuple(fc.constantFrom([], ...stories), fc.array(someSteps, { minLength: 2, maxLength: 7 }))
  .map(([first, more]) =>
    [...first, ...more.flat()].flatMap((step) =>
      changesMuch.has(step.kind) ? [step, look] : [step],
    ),
  );
const changesMuch = new Set<Step['kind']>(['consent', 'asked', 'meeting', 'link']);

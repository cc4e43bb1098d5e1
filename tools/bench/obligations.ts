import type { Enrollment, Facts } from '#domain/policy-clock/facts.ts';
import {
  enrolled,
  facts,
  recordedOn,
  review,
  trigger,
  when,
} from '#domain/policy-clock/given-facts.ts';
import { obligations } from '#domain/policy-clock/obligations.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';

const rounds = 5;
const forMs = 1_000;

type Case = { enrollment: Enrollment; known: Facts };

/** Cases of every program: some new, some with two years of conferences, some with a change that needs one. */
function cases(): Case[] {
  return presetIds.flatMap((preset) =>
    Array.from({ length: 200 }, (_, at) => {
      const startedOn = Temporal.PlainDate.from('2024-05-01').add({ days: at * 3 });
      const held = Array.from({ length: at % 5 }, (__, nth) =>
        review(startedOn.add({ days: 150 * (nth + 1) }).toString()),
      );
      const changes = at % 7 === 0 ? [trigger('hospital_release', '2026-03-03')] : [];
      return {
        enrollment: enrolled([presets[preset]], startedOn.toString()),
        known: facts({ reviews: held, triggers: changes }),
      };
    }),
  );
}

const began = Temporal.PlainDate.from('2025-01-06');
const versions: readonly ProgramPolicy[] = [0, 6, 12].map((months) => ({
  ...presets['health-home'],
  version: 1 + months / 6,
  effectiveFrom: began.add({ months }),
}));

/** What is common in a program that has changed its rules: two conferences, one change, one attempt. */
const typicalCases = (): Case[] =>
  Array.from({ length: 1_000 }, (_, at) => {
    const startedOn = began.add({ days: at % 90 });
    const day = (days: number) => startedOn.add({ days: days + (at % 25) });
    return {
      enrollment: enrolled(versions, startedOn.toString()),
      known: facts({
        reviews: [review(day(150).toString()), review(day(310).toString())],
        triggers: [trigger('nonadherence', day(300).toString())],
        attempts: [
          { id: 'attempt', on: day(380), artifacts: [], ...recordedOn(day(380).toString()) },
        ],
      }),
    };
  });

/** The policy clock alone, on one core: how many enrollments it judges in a second. */
export const benchObligations = async (): Promise<Measurement[]> => [
  measured('obligations(), one core', cases()),
  measured('obligations() of typical facts, one core', typicalCases()),
];

function measured(what: string, all: readonly Case[]): Measurement {
  const asked = when('2026-05-04');
  const perSecond: number[] = [];
  for (let nth = 0; nth <= rounds; nth += 1) {
    // The time of the processor, not of the clock: the figure is one core's, whoever shares it.
    const begin = process.cpuUsage();
    const spent = () => process.cpuUsage(begin).user / 1_000;
    let judged = 0;
    while (spent() < forMs)
      for (const { enrollment, known } of all) {
        if (obligations(enrollment, known, asked).length === 0)
          throw new Error('A case without a duty');
        judged += 1;
      }
    // The first round warms the compiler up and is not counted.
    if (nth > 0) perSecond.push((judged * 1_000) / spent());
  }
  return {
    what,
    value: round(median(perSecond), 0),
    unit: 'enrollments a second',
    limit: { atLeast: 20_000 },
    because: `${all.length} cases; slowest of ${rounds} rounds ${round(Math.min(...perSecond), 0)}`,
  };
}

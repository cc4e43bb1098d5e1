import { expect, test } from 'vitest';
import { z } from 'zod';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import { inPlainWords, policyInPlainWords } from './plain-words.ts';
import { programPolicy } from './program-policy.ts';

type Json = Record<string, unknown> | unknown[];
const isHolder = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every field of it, and what is put in its place. */
function* spoiled(root: Json, node: Json = root): Generator {
  for (const [name, value] of Object.entries(node)) {
    for (const wrong of ['zzz', -7, 3.5, null, true, {}, [], undefined]) {
      Reflect.set(node, name, wrong);
      yield JSON.parse(JSON.stringify(root));
    }
    Reflect.set(node, name, value);
    if (isHolder(value)) yield* spoiled(root, value);
  }
}

/** With the parts that no preset has. */
const documentOf = (id: (typeof presetIds)[number]): Json =>
  JSON.parse(
    JSON.stringify({
      ...presets[id],
      businessCalendar: { holidays: ['2026-12-25'], weekend: [6, 7] },
      crossProgram: [
        {
          kind: 'dual_enrollment',
          otherPolicyId: 'hh',
          maxDays: 60,
          jointConference: ['on_admission'],
          jointPlan: true,
        },
      ],
    }),
  );

test.each(presetIds)(
  'whatever is wrong in the rules of %s, its field is named in words, with what helps (REQ-021)',
  (id) => {
    const said = new Set(
      [...spoiled(documentOf(id))].flatMap(
        (document) =>
          programPolicy
            .safeParse(document, { error: policyInPlainWords })
            .error?.issues.map(({ message }) => message) ?? [],
      ),
    );

    expect(said.size).toBeGreaterThan(100);
    expect([...said].filter((message) => !/^[A-Z][^:]+: .+\.$/s.test(message))).toEqual([]);
    expect([...said].filter((message) => /^A field of|Invalid|received/.test(message))).toEqual([]);
  },
);

test.each([
  [z.strictObject({ at: z.int() }), { at: 'x' }, 'Enter a number.'],
  [z.strictObject({ at: z.string().max(3) }), { at: 'four' }, 'Use 3 or less characters.'],
  [z.strictObject({ at: z.array(z.int()).min(1) }), { at: [] }, 'Use 1 or more of them.'],
  [z.strictObject({ at: z.enum(['a', 'b']) }), { at: 'c' }, 'Choose one of "a", "b".'],
  [z.strictObject({ at: z.uuid('Choose whom.') }), { at: 'c' }, 'Choose whom.'],
])(
  'what a field says no words of is said in plain ones, and its own words stay: %#',
  (shape, value, words) => {
    expect(shape.safeParse(value, { error: inPlainWords }).error?.issues[0]?.message).toBe(words);
  },
);

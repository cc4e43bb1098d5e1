import { allow, refuse, type Decision } from '#domain/decision.ts';
import { dateInWords } from '#domain/words.ts';
import { dateKey } from './date-key.ts';
import { fieldInWords } from './field-names.ts';
import type { PolicyFlaw } from './flaw.ts';
import { isOwnKind, ownKindInWords, type KindNames } from './own-kinds.ts';
import { flawsOf } from './policy-flaws.ts';
import type { ProgramPolicy } from './program-policy.ts';
import type { PolicyVersion } from './version-state.ts';

export type Publishing = {
  draft: ProgramPolicy;
  published: readonly PolicyVersion[];
  today: Temporal.PlainDate;
  /** The saved draft was previewed as it stands, and somebody said that the past is to be judged again. */
  isPreviewed: boolean;
  confirmsPast: boolean;
  /** The agency’s own kinds of provider, those that are retired too. */
  kindNames?: KindNames;
};

export type Published = {
  policy: ProgramPolicy;
  /** The version that it follows, and the last day of that one. */
  ends: { version: number; on: Temporal.PlainDate } | null;
};

export type PublishRefusal =
  | 'policy-has-flaws'
  | 'policy-past-not-previewed'
  | 'policy-judges-past';

/** Whether a draft may be published. A version judges from its first day on, so a past day judges again what was judged. */
export function publishPolicy(asked: Publishing): Decision<Published, PublishRefusal> {
  const { draft, published, today } = asked;
  if (publishingFlaws(draft, published, asked.kindNames).length > 0)
    return refuse('policy-has-flaws');
  const isPast = dateKey(draft.effectiveFrom) < dateKey(today);
  if (isPast && !asked.isPreviewed) return refuse('policy-past-not-previewed');
  if (isPast && !asked.confirmsPast) return refuse('policy-judges-past');
  const last = lastOf(published);
  return allow({
    policy: { ...draft, status: 'active' },
    ends:
      last === null
        ? null
        : { version: last.version, on: draft.effectiveFrom.subtract({ days: 1 }) },
  });
}

/** All that keeps a draft from being published, the contradictions within it and the one with its forerunner. */
export function publishingFlaws(
  draft: ProgramPolicy,
  published: readonly PolicyVersion[],
  kindNames: KindNames = new Map(),
): PolicyFlaw[] {
  const last = lastOf(published);
  const isTooEarly = last !== null && dateKey(draft.effectiveFrom) <= dateKey(last.effectiveFrom);
  const path = ['effectiveFrom'];
  return [
    ...(isTooEarly
      ? [
          {
            path,
            problem: `${fieldInWords(path)}: version ${last.version} begins on ${dateInWords(last.effectiveFrom)}. Choose a later day.`,
          },
        ]
      : []),
    ...flawsOf(draft, kindNames),
    ...unknownKinds(draft, kindNames),
  ];
}

function unknownKinds({ conference }: ProgramPolicy, kindNames: KindNames): PolicyFlaw[] {
  const { acceptedProviderClasses, requireOneOf = [] } = conference;
  const named = { acceptedProviderClasses, requireOneOf };
  return Object.entries(named).flatMap(([key, codes]) =>
    codes.flatMap((code, at) => {
      if (!isOwnKind(code) || kindNames.has(code)) return [];
      const path = ['conference', key, at];
      const problem = `"${ownKindInWords(code)}" is no kind of provider here. Take it out, or add it among the kinds first.`;
      return [{ path, problem: `${fieldInWords(path)}: ${problem}` }];
    }),
  );
}

export const lastOf = (published: readonly PolicyVersion[]): PolicyVersion | null =>
  published
    .filter(({ isDraft }) => !isDraft)
    .toSorted(
      (one, other) =>
        dateKey(one.effectiveFrom) - dateKey(other.effectiveFrom) || one.version - other.version,
    )
    .at(-1) ?? null;

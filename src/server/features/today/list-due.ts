import type { z } from 'zod';
import { spansOf } from '#domain/worklist/weeks-ahead.ts';
import type { exportDue, listDue as contract } from '#contract/today.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  dueObligations,
  type DueFilter,
  type DueKey,
  type DueObligation,
} from '#server/stores/clock/obligations.ts';
import { programsWithoutRoutine } from '#server/stores/clock/obligations-programs.ts';
import { branchesOf, type Branch } from '#server/stores/clock/obligations-scope.ts';
import { upToDate } from './bring-up-to-date.ts';
import { rowsOf } from './due-rows.ts';
import { scopeOf } from './scope-of.ts';

type Input = z.output<typeof contract.input>;
type Wanted = Omit<z.output<typeof exportDue.input>, 'reason' | 'reportTo'>;

const pageSize = 50;
const strengths = ['required', 'recommended'] as const;

export async function listDue(input: Input, visit: Visit): Promise<z.input<typeof contract.reply>> {
  const { today } = visit;
  const branches = await branchesFor(input, visit);
  const filter = filterOf(input);
  const read = () =>
    dueObligations(visit, branches, {
      ...filter,
      spans: spansOf(input.backlog === 'yes' ? 'all' : input.when, today),
      after: input.after === undefined ? null : keyFrom(input.after),
      limit: pageSize + 1,
    });
  const found = await upToDate(visit, branches, read);
  const page = found.slice(0, pageSize);
  const isEmpty = found.length === 0 && input.after === undefined;
  const last = found.length > pageSize ? page.at(-1) : undefined;
  return {
    today: today.toString(),
    rows: await rowsOf(visit, page),
    next: last === undefined ? null : keyText(last),
    firstLater:
      isEmpty && input.when === 'due'
        ? await firstLater(visit, branches, { ...filter, today })
        : null,
    notRequired: isEmpty ? await programsWithoutRoutine(visit, input.programId) : [],
  };
}

export const branchesFor = ({ scope, programId, workerId, providerId }: Wanted, visit: Visit) =>
  branchesOf(visit, { scope: scopeOf(scope, visit), programId, workerId, providerId });

type Filter = Pick<DueFilter, 'strengths' | 'kinds' | 'isBacklog'>;

export const filterOf = ({ strength, why, backlog }: Wanted): Filter => ({
  strengths: strengths.filter((each) => strength === 'any' || strength === each),
  kinds: kindsOf[why],
  isBacklog: backlog === 'yes',
});

const kindsOf = {
  any: null,
  routine: ['cadence', 'first'],
  reassessment: ['reassessment'],
  change: ['trigger'],
  'two-programs': ['joint'],
  'key-providers': ['key_providers'],
} as const satisfies Record<Wanted['why'], DueFilter['kinds']>;

export function keyOf({ standing, enrollmentId, obligationKey }: DueObligation): DueKey {
  const { severity, dueOn } = standing;
  const place = severity === 'crisis' ? 'crisis' : (dueOn?.toString() ?? 'none');
  return { dueOn: place, enrollmentId, obligationKey };
}

const keyText = (row: DueObligation) => {
  const { dueOn, enrollmentId, obligationKey } = keyOf(row);
  return `${dueOn}_${enrollmentId}_${obligationKey}`;
};

const keyFrom = ([dueOn, enrollmentId, obligationKey]: [string, string, string]): DueKey => ({
  dueOn,
  enrollmentId,
  obligationKey,
});

async function firstLater(
  visit: Visit,
  branches: readonly Branch[],
  { today, ...filter }: Filter & { today: Temporal.PlainDate },
) {
  const later = { ...filter, spans: spansOf('later', today), after: null, limit: 1 };
  const [first] = await rowsOf(visit, await dueObligations(visit, branches, later));
  if (first === undefined) return null;
  const { name, due, clientId, enrollmentId, diedOn, next } = first;
  return { name, due, clientId, enrollmentId, diedOn, next };
}

import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { explain } from './explain.ts';
import type { StandingObligation } from './standing.ts';
import { statusOn } from './status-on.ts';
import type { ChangedObligation } from './what-changes.ts';

type Program = { programName: string; vocabulary: Vocabulary; today: Temporal.PlainDate };

/** "Health Home, Suicidal ideation: now Done; after this, no longer asked for." */
export function effectInWords({ before, after }: ChangedObligation, program: Program): string {
  const shown = after ?? before;
  if (shown === null) return '';
  const { rule } = explain(statusOn(shown, program.today), program.vocabulary);
  const now = before === null ? 'not asked for' : standingInWords(before, program);
  const then = after === null ? 'no longer asked for' : standingInWords(after, program);
  return `${program.programName}, ${rule}: now ${now}; after this, ${then}.`;
}

function standingInWords(standing: StandingObligation, { vocabulary, today }: Program): string {
  const { due, left } = explain(statusOn(standing, today), vocabulary);
  const state = left === '' ? due : `${left.charAt(0).toLowerCase()}${left.slice(1)}`;
  return standing.dueOn === null || left === '' ? state : `${state} (${due})`;
}

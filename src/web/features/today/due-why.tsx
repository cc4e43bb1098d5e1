import type { DueRow, OwedDuty } from '#contract/today.ts';
import { lowered } from '#domain/policy-clock/plain-words.ts';
import { Status } from '#web/ui/status.tsx';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { useBeside } from './beside.ts';
import { markOf } from './today-words.ts';

const mostShown = 3;

/** Why the client is on the list, and below it what else is owed; all of it is explained under "Why?". */
export function DueWhy({ row }: { row: DueRow }) {
  const { rule, strength, evidence, notes } = row;
  const others = (useBeside(row.clientId)?.owed ?? [])
    .filter(({ id }) => id !== row.id)
    .toSorted((one, other) => weightOf(one) - weightOf(other));
  return (
    <>
      {rule}, <Strength strength={strength} />
      <span className="second">{wholeDays([evidence, ...notes].join('. '))}</span>
      {others.slice(0, mostShown).map((duty) => (
        <Also key={duty.id} duty={duty} isSameProgram={duty.programName === row.programName} />
      ))}
      {others.length > mostShown && (
        <span className="second also">
          And {others.length - mostShown} more, explained under Why?
        </span>
      )}
    </>
  );
}

function Also({ duty, isSameProgram }: { duty: OwedDuty; isSameProgram: boolean }) {
  const { programName, rule, strength, severity, due, left } = duty;
  const mark = markOf(duty);
  const words = severity === 'crisis' ? `crisis, ${lowered(left)}` : lowered(left);
  return (
    <span className="second also">
      Also {isSameProgram ? rule : `${programName}: ${rule}`}, <Strength strength={strength} />.{' '}
      {wholeDays(due)}, {mark === null ? words : <Status kind={mark}>{words}</Status>}
    </span>
  );
}

/** What is required is never hidden behind what is recommended; within each the order of the list stays. */
const weightOf = ({ strength }: OwedDuty) => (strength === 'required' ? 0 : 1);

const Strength = ({ strength }: Pick<OwedDuty, 'strength'>) =>
  strength === 'required' ? (
    <span className="soft">required</span>
  ) : (
    <span className="rec">recommended</span>
  );

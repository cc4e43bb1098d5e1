import type { KeyboardEvent } from 'react';

type Props<Id extends string> = {
  label: string;
  options: readonly { id: Id; label: string }[];
  value: Id;
  onChange: (id: Id) => void;
};

/** One of two to four views of the same list: Mine, Team, All. One stop of Tab; arrows move, Space or Enter chooses. */
export function Segment<Id extends string>({ label, options, value, onChange }: Props<Id>) {
  // Where nothing is chosen yet, Tab comes to the first.
  const stop = options.some(({ id }) => id === value) ? value : options[0]?.id;
  return (
    <div role="radiogroup" aria-label={label} className="segment">
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          tabIndex={option.id === stop ? 0 : -1}
          onKeyDown={move}
          onClick={() => option.id !== value && onChange(option.id)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

function move(event: KeyboardEvent<HTMLButtonElement>) {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const here = event.currentTarget;
  const all = [...(here.parentElement?.querySelectorAll('button') ?? [])];
  all.at((all.indexOf(here) + step) % all.length)?.focus();
}

import { Fragment, useId, useState } from 'react';
import { withValue } from '#domain/program-policy/sentences/edit-document.ts';
import type { Json, Sentence, Slot } from '#domain/program-policy/sentences/slot.ts';
import { wordsOf } from '#domain/program-policy/sentences/slot.ts';
import { Button } from '#web/ui/button.tsx';
import { SlotField } from './slot-field.tsx';
import { fieldOf, type Draft } from './use-draft.ts';

/** A sentence to be written: each slot is a field, and what contradicts something is said below it. */
export function SentenceFields({ sentence, draft }: { sentence: Sentence; draft: Draft }) {
  const id = useId();
  const [wrong, setWrong] = useState<Wrong>({});
  const { removes } = sentence;
  const slots = sentence.parts.filter((part): part is Slot => typeof part !== 'string');
  const told = slots.flatMap((slot) => problemsOf(slot, draft.flaws, wrong));
  const set = (slot: Slot, value: Json | undefined) => {
    const problem = draft.change((document) => withValue(document, slot.path, value));
    const field = fieldOf(slot.path);
    setWrong((before) => ({ ...before, [field]: problem }));
  };
  return (
    <li data-fields={slots.map(({ path }) => fieldOf(path)).join(' ')}>
      <div className="sentence">
        {sentence.parts.map((part, at) => {
          if (typeof part === 'string') return <Fragment key={at}>{part}</Fragment>;
          const isInvalid = problemsOf(part, draft.flaws, wrong).length > 0;
          return (
            <SlotField
              key={`${at} ${fieldOf(part.path)} ${draft.epoch}`}
              slot={part}
              isInvalid={isInvalid}
              describedBy={isInvalid ? id : undefined}
              onChange={(value) => set(part, value)}
            />
          );
        })}
        {removes && (
          <Button
            look="quiet"
            size="small"
            className="take-out"
            aria-label={`Take out: ${wordsOf(sentence)}`}
            onPress={() => {
              draft.change((document) => withValue(document, removes, undefined));
              draft.redraw();
            }}
          >
            Take out
          </Button>
        )}
      </div>
      {told.length > 0 && (
        <p className="error-text" id={id}>
          {[...new Set(told)].join(' ')}
        </p>
      )}
    </li>
  );
}

/** What was typed and could not be taken, by field; null once it can. */
type Wrong = Readonly<Record<string, string | null>>;

function problemsOf(slot: Slot, flaws: Draft['flaws'], wrong: Wrong): string[] {
  const field = fieldOf(slot.path);
  const typed = wrong[field];
  if (typed) return [typed];
  return flaws
    .filter(({ path }) => path === field || path.startsWith(`${field}.`))
    .map(({ message }) => message);
}

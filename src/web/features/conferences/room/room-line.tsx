import { type KeyboardEvent, useId, useState } from 'react';
import { line, longestLine } from '#contract/conferences/parts.ts';
import type { EntryKind } from '#domain/conference/client-review.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { Button } from '#web/ui/button.tsx';
import { listWords, prefixed } from '#web/features/conferences/hold-words.ts';
import { changeDraft, useDraft } from './room-drafts.ts';

type Props = {
  kind: EntryKind;
  /** The key that leads here, where there is one. */
  number: number | null;
  reviewId: string;
  /** What the words of this case are kept as, as far as one knows. */
  highest: SensitivityClass;
  onAdd: (
    found: { kind: EntryKind; text: string },
    as: { saidBy: string | null; sensitivity: SensitivityClass | null },
  ) => void;
};

export const lineId = (reviewId: string, kind: EntryKind) => `line-${kind}-${reviewId}`;

/** The empty line at the end of a list. Enter adds; what is half typed stays at its client. */
export function RoomLine({ kind, number, reviewId, highest, onAdd }: Props) {
  const draft = useDraft(reviewId);
  const typed = draft.lines[kind];
  const [wrong, setWrong] = useState<string | null>(null);
  const wrongId = useId();
  const elsewhere = prefixed(typed);
  const words = listWords[kind];
  const keep = (text: string) =>
    changeDraft(reviewId, ({ lines }) => ({ lines: { ...lines, [kind]: text } }));

  const enter = () => {
    const found = elsewhere ?? { kind, text: typed };
    const parsed = line.safeParse(found.text);
    if (!parsed.success) {
      if (typed.trim() !== '') setWrong(parsed.error.issues[0]?.message ?? null);
      return;
    }
    onAdd(
      { kind: found.kind, text: parsed.data },
      { saidBy: draft.saidBy, sensitivity: draft.class },
    );
    setWrong(null);
    changeDraft(reviewId, ({ lines }) => ({ lines: { ...lines, [kind]: '' }, class: null }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    enter();
  };
  const left = longestLine - typed.length;

  return (
    <>
      <div className="add">
        <input
          id={lineId(reviewId, kind)}
          aria-label={`Add a ${words.one}`}
          {...(number !== null && { 'aria-keyshortcuts': `Alt+${number}` })}
          aria-invalid={wrong !== null}
          aria-describedby={wrongId}
          placeholder={`Add a ${words.one}`}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            keep(event.target.value);
            setWrong(null);
          }}
          onKeyDown={onKeyDown}
        />
        {typed === '' ? (
          number !== null && <kbd aria-hidden="true">Alt {number}</kbd>
        ) : (
          <>
            <kbd aria-hidden="true">
              {elsewhere && elsewhere.kind !== kind
                ? `to ${listWords[elsewhere.kind].title}`
                : 'Enter'}
            </kbd>
            <Button size="small" className="phone-only" onPress={enter}>
              Add
            </Button>
          </>
        )}
        <span id={wrongId} role="status" className={wrong ? 'error-text' : 'vh'}>
          {wrong ?? (left < 40 && left >= 0 ? `${left} characters left` : '')}
        </span>
      </div>
      <ClassSuggestion
        text={typed}
        kept={draft.class ?? highest}
        onAccept={(read) => changeDraft(reviewId, () => ({ class: read }))}
      />
    </>
  );
}

import { useEffect, useRef, useState } from 'react';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { classHint } from '#domain/consent/class-hints.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { useSharedScreen } from './use-shared-screen.ts';

type Props = {
  text: string;
  /** The class that the text would be kept as. */
  kept: SensitivityClass;
  /** What may be asked for, where that is not every class. */
  among?: readonly SensitivityClass[];
  onAccept: (read: SensitivityClass) => void;
};

/**
 * Asks, while somebody types, whether their words are of a stricter class. It is read here, sent nowhere, and stops nobody. On a shared
 * screen it asks nothing: the question would tell the group.
 */
export function ClassSuggestion({ text, kept, among, onAccept }: Props) {
  const [declined, setDeclined] = useState<readonly string[]>([]);
  const { isShared } = useSharedScreen();
  const hint = isShared ? null : classHint(text, kept, among);
  const box = useRef<HTMLDivElement>(null);
  const isShown = hint !== null && !declined.includes(hint.word.toLowerCase());
  // On a phone the bar of the room would lie over it, and nobody answers what they do not see.
  useEffect(() => {
    if (isShown) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <div ref={box} role="status" className={isShown ? 'class-suggestion' : ''}>
      {isShown && (
        <>
          <p>
            “{hint.word}” reads like {classInSentence[hint.class]}. Keep this as{' '}
            {classInSentence[hint.class]}?
          </p>
          <span className="actions">
            <Button
              size="small"
              onPress={() => {
                onAccept(hint.class);
                announce(`Kept as ${classInSentence[hint.class]}.`);
                backToTyping(box.current);
              }}
            >
              Keep it so
            </Button>
            <Button
              size="small"
              look="quiet"
              onPress={() => {
                setDeclined([...declined, hint.word.toLowerCase()]);
                backToTyping(box.current);
              }}
            >
              It is not
            </Button>
          </span>
        </>
      )}
    </div>
  );
}

/** The question goes away with its answer, and whoever answered goes on in the field above it. */
function backToTyping(box: HTMLElement | null) {
  if (!box) return;
  const fields = document.querySelectorAll<HTMLElement>('textarea, input:not([type=hidden])');
  const above = [...fields].findLast(
    (field) => field.compareDocumentPosition(box) === Node.DOCUMENT_POSITION_FOLLOWING,
  );
  above?.focus();
}

import { useId, useRef } from 'react';
import { announce } from './announce.ts';
import { Button } from './button.tsx';

type Props = { title: string; text: string; note?: string | undefined };

/** Words to be taken elsewhere: read here, copied with one press, or marked and copied by hand where the browser forbids it. */
export function CopyText({ title, text, note }: Props) {
  const id = useId();
  const box = useRef<HTMLPreElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`Copied: ${title}.`);
    } catch {
      if (box.current) getSelection()?.selectAllChildren(box.current);
      announce(
        'The browser does not copy by itself. The text is marked: copy it now.',
        'assertive',
      );
    }
  };
  return (
    <section className="copy-text" aria-labelledby={id}>
      <div className="copy-head">
        <h3 id={id}>{title}</h3>
        <Button size="small" aria-label={`Copy: ${title}`} onPress={() => void copy()}>
          Copy
        </Button>
      </div>
      {note !== undefined && <p className="hint">{note}</p>}
      {/* What scrolls has to take the focus, or the keyboard cannot read it to its end. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={box} tabIndex={0} aria-labelledby={id}>
        {text}
      </pre>
    </section>
  );
}

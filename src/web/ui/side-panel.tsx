import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

type Props = { title: string; children: ReactNode; saved?: ReactNode; onClose?: () => void };

/** Work beside the page, which stays in view. With `onClose` it takes the focus, Escape closes it, and the focus goes back. */
export function SidePanel({ title, children, saved, onClose }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLElement>(null);
  const isOpened = onClose !== undefined;
  useEffect(() => {
    if (!isOpened) return undefined;
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [isOpened]);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // The first Escape belongs to an open list inside the panel.
      const hasOpenList = event.target instanceof Element && event.target.ariaExpanded === 'true';
      if (event.key === 'Escape' && !hasOpenList) onClose?.();
    };
    const panel = box.current;
    panel?.addEventListener('keydown', close);
    return () => panel?.removeEventListener('keydown', close);
  }, [onClose]);

  return (
    <aside className="panel" aria-labelledby={id} ref={box}>
      <div className="panel-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <span className="actions">
          {saved}
          {onClose && (
            <Button look="quiet" size="small" onPress={onClose}>
              Close
            </Button>
          )}
        </span>
      </div>
      {children}
    </aside>
  );
}

import { type ReactNode, useId } from 'react';

type Props = { title: ReactNode; count?: string; isForScreen?: true; children: ReactNode };

/** A part of the page under a rule, named by its heading. */
export function Sheetlet({ title, count, isForScreen, children }: Props) {
  const id = useId();
  return (
    <section className={isForScreen ? 'sheetlet screen-only' : 'sheetlet'} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {count !== undefined && <span className="soft action-count"> {count}</span>}
      </h2>
      {children}
    </section>
  );
}

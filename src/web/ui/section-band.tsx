import { type ReactNode, useId } from 'react';

type Props = {
  title: ReactNode;
  count?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A part of a page under a dark rule, named by its heading. */
export function SectionBand({ title, count, tools, children, className = '' }: Props) {
  const id = useId();
  return (
    <section className={`band ${className}`.trim()} aria-labelledby={id}>
      <div className="band-head">
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="soft"> {count}</span>}
        </h2>
        {tools !== undefined && <div className="tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

import type { ReactNode } from 'react';

/** Something may not be shared: who and what, what goes ahead, and the ways on. */
export function BlockedNote({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="locked">
      <span className="hatch" aria-hidden="true" />
      <div>
        <p className="strong">{title}</p>
        {typeof children === 'string' ? <p>{children}</p> : children}
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';

/** What would be here, why it is not, and one thing to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="strong">{title}</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}

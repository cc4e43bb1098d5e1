import type { ReactNode } from 'react';

/** One column of work and a panel beside it; below 1088 px the panel follows the work. */
export function WithPanel({
  children,
  panel,
  isEven,
}: {
  children: ReactNode;
  panel?: ReactNode;
  isEven?: true;
}) {
  if (panel === undefined || panel === null || panel === false) return <>{children}</>;
  return (
    <div className={isEven ? 'with-panel even' : 'with-panel'}>
      <div>{children}</div>
      {panel}
    </div>
  );
}

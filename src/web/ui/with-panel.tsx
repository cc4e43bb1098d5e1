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
  // One shape with and without the panel: otherwise opening it would lose what is typed beside it.
  const shape = panel ? (isEven ? 'with-panel even' : 'with-panel') : 'without-panel';
  return (
    <div className={shape}>
      <div>{children}</div>
      {panel}
    </div>
  );
}

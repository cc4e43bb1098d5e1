import type { ReactNode } from 'react';
import { wholeDays } from './whole-days.tsx';

export type StatusKind =
  | 'late'
  | 'soon'
  | 'done'
  | 'required'
  | 'recommended'
  | 'blocked'
  | 'partly'
  | 'yes'
  | 'planned'
  | 'conference';

/** A small mark and words, never a coloured pill: the word alone must be enough. */
export function Status({
  kind,
  children,
  isSmall,
}: {
  kind: StatusKind;
  children: ReactNode;
  isSmall?: true;
}) {
  const words = wholeDays(children);
  return (
    <span className={`status status-${kind}${isSmall ? ' small' : ''}`}>
      {/* Beside the mark stands one thing: its words would be set apart from each other. */}
      {words === children ? children : <span>{words}</span>}
    </span>
  );
}

import type { ReactNode } from 'react';

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
  return <span className={`status status-${kind}${isSmall ? ' small' : ''}`}>{children}</span>;
}

import type { ReactNode } from 'react';

/** What a page leads to: at its end or, on a phone, in the bar at the foot of the screen. */
export const FootActions = ({ children }: { children: ReactNode }) => (
  <div className="form-actions bottombar">{children}</div>
);

import type { ReactNode } from 'react';
import { focusIt } from '#web/ui/focus-it.ts';
import { usePageTitle } from '#web/ui/page-head.tsx';

/** A step before and after what is told: it says nothing about anybody. */
export function Entry({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <main className="solo" id="main">
      <p className="strong signin-mark">Roundtable</p>
      <h1 className="signin-lead" tabIndex={-1} ref={focusIt}>
        {title}
      </h1>
      <div className="stack">{children}</div>
    </main>
  );
}

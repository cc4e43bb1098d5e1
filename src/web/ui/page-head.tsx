import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { isFocusGone } from './kept-focus.ts';
import { wholeDays } from './whole-days.tsx';

type Props = {
  title: string;
  /** What the window is called instead, where the title names somebody: windows are remembered in the browser's history. */
  windowTitle?: string;
  kicker?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  saved?: ReactNode;
};

let announcedPath = globalThis.location?.pathname;

/** Names the page, in the window too. After a change of page or of its step the focus comes here, so that it is read aloud. */
export function PageHead({ title, windowTitle = title, kicker, lead, actions, saved }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(windowTitle);
  useEffect(() => {
    // The next step of one address takes the button away that led to it, and the focus with it.
    if (announcedPath === location.pathname && !isFocusGone()) return;
    announcedPath = location.pathname;
    heading.current?.focus();
  }, []);

  useLayoutEffect(() => {
    const own = heading.current;
    // Where one page names itself anew once its data came, the focus goes along.
    return () => {
      if (own !== null && document.activeElement === own) announcedPath = '';
    };
  }, []);

  return (
    <div className="page-head">
      <div>
        {kicker !== undefined && <p className="kicker">{kicker}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="soft">{wholeDays(lead)}</p>}
      </div>
      {saved}
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  );
}

/** The window's title; for pages that draw their own heading. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} – Roundtable`;
  }, [title]);
}

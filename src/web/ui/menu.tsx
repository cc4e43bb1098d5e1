import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { announce } from './announce.ts';
import { buttonClass, type ButtonSize, type Look } from './button-class.ts';
import { Caret } from './caret.tsx';
import type { MenuEntry } from './menu-entry.ts';

type Props = {
  label: ReactNode;
  entries: readonly MenuEntry[];
  look?: Look;
  size?: ButtonSize;
  className?: string;
  'aria-label'?: string;
};

// A list has a menu in each row, and hardly any is ever opened: what opens is fetched and drawn only then.
const fetchOpened = () => import('./menu-opened.tsx');
const soon = () => void fetchOpened().catch(() => null);

type Opened = Awaited<ReturnType<typeof fetchOpened>> & { isByKey: boolean };

/** A button that opens a short list of things to do. */
export function Menu({ label, entries, look = 'secondary', size = 'normal', ...rest }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = (isByKey: boolean) => {
    // Not every browser does it at a press; the focus comes back to where it was before the list opened.
    button.current?.focus();
    fetchOpened().then(
      ({ MenuOpened }) => setOpened({ MenuOpened, isByKey }),
      // A browser remembers a script that did not come for as long as the page is open.
      () => announce('The menu cannot be reached. Reload the page.', 'assertive'),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(true);
  };
  return (
    <>
      <button
        {...rest}
        id={id}
        ref={button}
        type="button"
        className={buttonClass(look, size, rest.className)}
        aria-haspopup="true"
        aria-expanded={opened !== null}
        onPointerEnter={soon}
        onFocus={soon}
        onKeyDown={onKeyDown}
        onClick={({ detail }) => open(detail === 0)}
      >
        {label}
        <Caret />
      </button>
      {opened && (
        <opened.MenuOpened
          entries={entries}
          button={button}
          labelledBy={id}
          isByKey={opened.isByKey}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

import { lazy, type KeyboardEvent, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { buttonClass, type ButtonSize, type Look } from './button-class.ts';
import { Caret } from './caret.tsx';

export type MenuEntry = {
  id: string;
  label: string;
  detail?: string;
  href?: string;
  onAction?: () => void;
  isDanger?: true;
  isDisabled?: boolean;
};

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
const MenuOpened = lazy(async () => ({ default: (await fetchOpened()).MenuOpened }));
const soon = () => void fetchOpened().catch(() => null);

/** A button that opens a short list of things to do. */
export function Menu({ label, entries, look = 'secondary', size = 'normal', ...rest }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<'by-pointer' | 'by-key' | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpened('by-key');
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
        onClick={({ detail }) => setOpened(detail === 0 ? 'by-key' : 'by-pointer')}
      >
        {label}
        <Caret />
      </button>
      {opened && (
        <Suspense fallback={null}>
          <MenuOpened
            entries={entries}
            button={button}
            labelledBy={id}
            isByKey={opened === 'by-key'}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </>
  );
}

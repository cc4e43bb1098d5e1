import type { RefObject } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useGoTo } from './go-to.ts';
import type { MenuEntry } from './menu-entry.ts';
import { OptionWords } from './option-words.tsx';

type Props = {
  entries: readonly MenuEntry[];
  button: RefObject<HTMLButtonElement | null>;
  labelledBy: string;
  /** Whoever came by a key stands on the first entry at once. */
  isByKey: boolean;
  onClose: () => void;
};

/** The list of a menu; it closes by Escape, by a choice, or by a press beside it, and gives the focus back. */
export function MenuOpened({ entries, button, labelledBy, isByKey, onClose }: Props) {
  const goTo = useGoTo();
  return (
    <Popover
      className="popover"
      placement="bottom end"
      trigger="MenuTrigger"
      triggerRef={button}
      aria-labelledby={labelledBy}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <RouterProvider navigate={goTo}>
        <Menu
          className="options"
          items={entries}
          aria-labelledby={labelledBy}
          autoFocus={isByKey ? 'first' : true}
          onClose={onClose}
        >
          {({ id, label, detail, href, onAction, isDanger, isDisabled = false }) => (
            <MenuItem
              id={id}
              textValue={label}
              isDisabled={isDisabled}
              className={isDanger ? 'option option-danger' : 'option'}
              {...(href === undefined ? {} : { href })}
              {...(onAction === undefined ? {} : { onAction })}
            >
              <OptionWords label={label} detail={detail} />
            </MenuItem>
          )}
        </Menu>
      </RouterProvider>
    </Popover>
  );
}

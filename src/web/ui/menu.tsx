import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button, type ButtonSize, type Look } from './button.tsx';
import { Caret } from './caret.tsx';
import { OptionWords } from './option-words.tsx';

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

/** A button that opens a short list of things to do. */
export function Menu({ label, entries, look = 'secondary', ...rest }: Props) {
  return (
    <MenuTrigger>
      <Button look={look} {...rest}>
        {label}
        <Caret />
      </Button>
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="options" items={entries}>
          {({ id, label: words, detail, href, onAction, isDanger, isDisabled = false }) => (
            <MenuItem
              id={id}
              textValue={words}
              isDisabled={isDisabled}
              className={isDanger ? 'option option-danger' : 'option'}
              {...(href === undefined ? {} : { href })}
              {...(onAction === undefined ? {} : { onAction })}
            >
              <OptionWords label={words} detail={detail} />
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

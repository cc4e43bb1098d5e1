import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { buttonClass, type ButtonSize, type Look } from './button-class.ts';

type Props = {
  onPress?: (() => void) | undefined;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
  look?: Look;
  size?: ButtonSize;
  className?: string;
  id?: string;
  type?: 'submit';
  isDisabled?: boolean;
  /** What a press began is still on its way: it keeps the focus and does nothing. */
  isPending?: boolean;
  autoFocus?: boolean;
  'aria-label'?: string | undefined;
  'aria-pressed'?: boolean;
  'aria-expanded'?: boolean;
  'aria-keyshortcuts'?: string;
};

/** The browser's own button: a list has dozens, and each of React Aria's costs more than all that is around it. */
export function Button({
  look = 'secondary',
  size = 'normal',
  className = '',
  type,
  isPending = false,
  isDisabled = false,
  onPress,
  onKeyDown,
  ...rest
}: Props) {
  const onClick = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // Not every browser does it at a press; what opens gives the focus back to where it was.
    currentTarget.focus({ preventScroll: true });
    if (!isPending) onPress?.();
  };
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      disabled={isDisabled}
      className={buttonClass(look, size, isPending ? `btn-pending ${className}` : className)}
      onClick={onClick}
      onKeyDown={(event) => {
        pressOnce(event);
        onKeyDown?.(event);
      }}
    />
  );
}

/** A key that is held down must not press what opened under it. */
function pressOnce(event: KeyboardEvent) {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}

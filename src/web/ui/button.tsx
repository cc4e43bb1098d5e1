import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonSize, type Look } from './button-class.ts';

type Props = Omit<ButtonProps, 'className' | 'style' | 'render'> & {
  look?: Look;
  size?: ButtonSize;
  className?: string;
};

/** While pending it keeps the focus and does nothing. */
export function Button({
  look = 'secondary',
  size = 'normal',
  className = '',
  isPending = false,
  onPress,
  ...rest
}: Props) {
  // React Aria's own pending state announces the button by its id, also after the button has gone.
  return (
    <AriaButton
      {...rest}
      {...(onPress && !isPending && { onPress })}
      className={buttonClass(look, size, isPending ? `btn-pending ${className}` : className)}
    />
  );
}

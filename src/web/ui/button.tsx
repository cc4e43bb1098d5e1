import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';

export type Look = 'primary' | 'secondary' | 'quiet' | 'danger' | 'bare';
export type ButtonSize = 'normal' | 'small' | 'wide' | 'row';

type Props = Omit<ButtonProps, 'className' | 'style' | 'render'> & {
  look?: Look;
  size?: ButtonSize;
  className?: string;
};

const sizes = { normal: '', small: 'btn-small', wide: 'wide', row: 'btn-small btn-row' } as const;

export const buttonClass = (look: Look, size: ButtonSize, more = '') =>
  `btn btn-${look} ${sizes[size]} ${more}`.trim();

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

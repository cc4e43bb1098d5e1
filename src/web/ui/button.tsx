import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

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

export function Button({ look = 'secondary', size = 'normal', className, ...rest }: Props) {
  return <AriaButton {...rest} className={buttonClass(look, size, className)} />;
}

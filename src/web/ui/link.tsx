import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components/Link';
import { buttonClass, type ButtonSize, type Look } from './button.tsx';

type Props = {
  /** Left out where a press does something that only looks like going there. */
  href?: string;
  onPress?: () => void;
  children: ReactNode;
  look?: Look | 'text' | 'plain';
  size?: ButtonSize;
  className?: string;
  target?: '_blank';
  'aria-label'?: string;
  'aria-current'?: 'page' | 'true' | 'step';
};

/** Goes to another page of the product without loading it anew; may look like a button. */
export function Link({ look = 'text', size = 'normal', className = '', ...rest }: Props) {
  const isText = look === 'text' || look === 'plain';
  const name = isText
    ? `${look === 'plain' ? 'plain' : 'link'} ${className}`
    : buttonClass(look, size, className);
  return <AriaLink {...rest} className={name.trim()} />;
}

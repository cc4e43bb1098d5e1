import type { MouseEvent, ReactNode } from 'react';
import { buttonClass, type ButtonSize, type Look } from './button-class.ts';
import { useGoTo } from './go-to.ts';

type Props = {
  /** Left out where a press does something that only looks like going there. */
  href?: string;
  onPress?: () => void;
  /** What a press began is still on its way. */
  isPending?: boolean;
  children: ReactNode;
  look?: Look | 'text' | 'plain';
  size?: ButtonSize;
  className?: string;
  target?: '_blank';
  'aria-label'?: string;
  'aria-current'?: 'page' | 'true' | 'step';
};

/** Goes to another page of the product without loading it anew; may look like a button. */
export function Link({ look = 'text', size = 'normal', className = '', ...props }: Props) {
  const isText = look === 'text' || look === 'plain';
  const name = isText
    ? `${look === 'plain' ? 'plain' : 'link'} ${className}`
    : buttonClass(look, size, className);
  const { href, onPress, isPending = false, ...rest } = props;
  return href === undefined ? (
    <Pressed {...rest} className={name.trim()} onPress={onPress} isPending={isPending} />
  ) : (
    <Going {...rest} className={name.trim()} href={href} />
  );
}

type Drawn = Omit<Props, 'look' | 'size' | 'href' | 'onPress' | 'isPending'>;

function Going({ href, children, ...rest }: Drawn & { href: string }) {
  const goTo = useGoTo();
  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a {...rest} href={href} onClick={onClick}>
      {children}
    </a>
  );
}

function Pressed({
  onPress,
  isPending,
  className,
  children,
  'aria-label': label,
}: Drawn & { onPress: (() => void) | undefined; isPending: boolean }) {
  return (
    <span
      role="link"
      tabIndex={0}
      className={isPending ? `${className} btn-pending` : className}
      aria-label={label}
      aria-busy={isPending}
      onClick={onPress}
      onKeyDown={({ key }) => key === 'Enter' && onPress?.()}
    >
      {children}
    </span>
  );
}

/** A new tab, a file and another place are the browser's to open. */
function isOurs(event: MouseEvent<HTMLAnchorElement>) {
  const { target, origin } = event.currentTarget;
  const isPlain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  return isPlain && !event.defaultPrevented && target === '' && origin === location.origin;
}

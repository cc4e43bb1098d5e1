import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { wholeDays } from './whole-days.tsx';

type Props = {
  tone: 'late' | 'soon' | 'info' | 'plain';
  title: string;
  children?: ReactNode;
  /** One by one below the text. */
  list?: readonly { id: string; text: string }[];
  reference?: string | undefined;
  onRetry?: (() => void) | undefined;
  action?: ReactNode;
};

/** Something about the whole page: trouble with a way to try again, a warning, or news. */
export function Banner({ tone, title, children, list = [], reference, onRetry, action }: Props) {
  return (
    <div className={`banner banner-${tone} appear`} role={tone === 'late' ? 'alert' : 'status'}>
      <p>
        <span className="strong">{wholeDays(title)}</span> {wholeDays(children)}
        {reference !== undefined && <> Reference {reference}.</>}
      </p>
      {list.length > 0 && (
        <ul>
          {list.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button size="small" onPress={onRetry}>
          Try again
        </Button>
      )}
      {action}
    </div>
  );
}

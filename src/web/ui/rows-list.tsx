import type { ReactNode } from 'react';
import { wholeDays } from './whole-days.tsx';

/** A day never breaks, and its hour stands under it. */
function When({ words }: { words: string }) {
  if (!/\d/.test(words)) return words;
  const comma = words.indexOf(', ');
  if (comma < 0) return <span className="day">{words}</span>;
  return (
    <>
      <span className="day">{words.slice(0, comma)}</span>
      <span className="vh">, </span>
      <span className="second">{words.slice(comma + 2)}</span>
    </>
  );
}

type Entry = { id: string; when?: ReactNode; text: ReactNode; action?: ReactNode };
type Props = { items: readonly Entry[]; label?: string };

/** Lines between hairlines: when, what, and what can be done about it. */
export function RowsList({ items, label }: Props) {
  const hasWhen = items.some(({ when }) => when !== undefined);
  const hasAction = items.some(({ action }) => action !== undefined);
  const shape = hasWhen ? 'rows rows-when' : hasAction ? 'rows rows-action' : 'rows';
  return (
    <ul className={shape} {...(label === undefined ? {} : { 'aria-label': label })}>
      {items.map(({ id, when, text, action }) => (
        <li key={id}>
          {hasWhen && (
            <span className="when">{typeof when === 'string' ? <When words={when} /> : when}</span>
          )}
          <span className="row-text">{wholeDays(text)}</span>
          {action !== undefined && <span className="row-action actions">{action}</span>}
        </li>
      ))}
    </ul>
  );
}

import type { KeyboardEvent, RefObject } from 'react';
import type { TableProps } from './table-props.ts';

type Listened<Item extends { id: string }> = Pick<
  TableProps<Item>,
  'items' | 'onOpen' | 'keys' | 'selected' | 'onSelect'
>;

/** Letters act on the row that has the focus; a link or a field inside a cell keeps its own keys. */
export function useListKeys<Item extends { id: string }>(
  { items, onOpen, keys = {}, selected = new Set(), onSelect }: Listened<Item>,
  frame: RefObject<HTMLElement | null>,
) {
  return (event: KeyboardEvent) => {
    const row = focusedRow(event);
    const item = items.find(({ id }) => id === row?.dataset['key']);
    if (!row || !item || event.ctrlKey || event.metaKey || event.altKey) return;

    const letter = keys[event.key];
    if (event.key === 'x' && onSelect) {
      onSelect(toggled(selected, item.id));
      if (!selected.has(item.id)) step(row, frame.current);
    } else if (event.key === 'Enter' && onOpen && !hasOwnEnter(event.target)) onOpen(item);
    else if (letter) letter(item);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function focusedRow({ target }: KeyboardEvent): HTMLElement | null {
  if (
    !(target instanceof HTMLElement) ||
    target.matches('input:not([type=checkbox]), textarea, select')
  )
    return null;
  return target.closest<HTMLElement>('tbody [role=row]');
}

const hasOwnEnter = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('a, button');

function toggled(selected: ReadonlySet<string>, id: string) {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

function step(row: HTMLElement, frame: HTMLElement | null) {
  const rows = [...(frame?.querySelectorAll<HTMLElement>('tbody [role=row]') ?? [])];
  rows[rows.indexOf(row) + 1]?.focus();
}

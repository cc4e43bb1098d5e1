import type { KeyboardEvent, RefObject } from 'react';
import { isTyping, rowOf } from './grid-rows.ts';
import type { TableProps } from './table-props.ts';

type Listened<Item extends { id: string }> = Pick<TableProps<Item>, 'items' | 'onOpen' | 'keys'>;

/** Letters act on the row that has the focus; a link or a field inside a cell keeps its own keys. */
export function useListKeys<Item extends { id: string }>(
  { items, onOpen, keys = {} }: Listened<Item>,
  grid: RefObject<HTMLTableElement | null>,
) {
  return (event: KeyboardEvent): boolean => {
    const row = isTyping(event.target) ? null : rowOf(event.target, grid.current);
    const item = items.find(({ id }) => id === row?.dataset['key']);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return false;

    const letter = keys[event.key];
    if (event.key === 'Enter' && onOpen && !hasOwnEnter(event.target)) onOpen(item);
    else if (letter) letter(item);
    else return false;
    return true;
  };
}

const hasOwnEnter = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('a, button');

import { type KeyboardEvent, type MouseEvent, type RefObject, useRef } from 'react';
import { announce } from './announce.ts';
import { isHead, isTyping, rowOf, rowsUnderHead } from './grid-rows.ts';
import type { TableProps } from './table-props.ts';

const nobody: ReadonlySet<string> = new Set();

type Picked<Item extends { id: string }> = Pick<
  TableProps<Item>,
  'items' | 'nameOf' | 'selected' | 'onSelect'
>;

/** Rows are selected by a press on them, by x or by Space, several with Shift, all with Control and A, none with Escape. */
export function usePicking<Item extends { id: string }>(
  { items, nameOf, selected = nobody, onSelect }: Picked<Item>,
  grid: RefObject<HTMLTableElement | null>,
) {
  const lastPicked = useRef<string | undefined>(undefined);
  // What is selected may stand on other pages too.
  const chosen = items.filter(({ id }) => selected.has(id)).length;
  const isAll = chosen > 0 && chosen === items.length;

  const pickAll = (isWanted: boolean) => {
    onSelect?.(isWanted ? new Set(items.map(({ id }) => id)) : nobody);
    announce(isWanted ? 'All rows selected.' : 'No row selected.');
  };

  const pick = (id: string, isRange: boolean) => {
    const place = items.findIndex((item) => item.id === id);
    const item = items[place];
    if (!item) return;
    const from = items.findIndex((one) => one.id === lastPicked.current);
    const next = new Set(selected);
    if (isRange && from >= 0)
      for (const one of items.slice(Math.min(from, place), Math.max(from, place) + 1))
        next.add(one.id);
    else if (!next.delete(id)) next.add(id);
    lastPicked.current = id;
    onSelect?.(next);
    announce(`${nameOf(item)} ${next.has(id) ? 'selected' : 'not selected'}.`);
  };

  const onClick = ({ target, shiftKey }: MouseEvent<HTMLTableElement>) => {
    const row = rowOf(target, grid.current);
    if (!onSelect || !row || !(target instanceof HTMLElement)) return;
    const isBox = target.matches('.pick input');
    // What can be used in a row does its own work; a label hands its press on to its box.
    if (!isBox && target.closest('a, button, input, label')) return;
    const { key } = row.dataset;
    if (key !== undefined) pick(key, shiftKey);
    else if (isBox && isHead(row)) pickAll(!isAll);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, shiftKey } = event;
    const row = rowOf(target, grid.current);
    if (!onSelect || !row || isTyping(target) || event.altKey) return false;
    const id = row.dataset['key'];
    if (event.ctrlKey || event.metaKey) {
      if (key === 'a') pickAll(true);
      return key === 'a';
    }
    if (key === 'Escape' && chosen > 0) pickAll(false);
    else if (id !== undefined && key === ' ' && !hasOwnSpace(target)) pick(id, shiftKey);
    else if (id !== undefined && key === 'x') {
      pick(id, false);
      if (!selected.has(id)) step(row, grid.current);
    } else return false;
    return true;
  };

  return { onClick, onKeyDown, isAll, isSome: chosen > 0 && !isAll };
}

const hasOwnSpace = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('a, button, input');

function step(row: HTMLTableRowElement, grid: HTMLTableElement | null) {
  const rows = rowsUnderHead(grid);
  rows[rows.indexOf(row) + 1]?.focus();
}

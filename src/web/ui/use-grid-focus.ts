import { type FocusEvent, type KeyboardEvent, type RefObject, useRef } from 'react';
import { isHead, isTyping, rowOf, rowsUnderHead } from './grid-rows.ts';

const controls = 'a[href], button:not([disabled]), input:not([disabled])';

/** A table is one stop of Tab, on the row where one was; in it arrows move from row to row and from cell to cell. */
export function useGridFocus(grid: RefObject<HTMLTableElement | null>) {
  const lastKey = useRef<string | undefined>(undefined);
  const isLeaving = useRef(false);

  const onFocus = ({ target, currentTarget }: FocusEvent<HTMLTableElement>) => {
    if (isLeaving.current) return;
    const row = rowOf(target, currentTarget);
    if (row?.dataset['key'] !== undefined) lastKey.current = row.dataset['key'];
    else if (target === currentTarget && target.matches(':focus-visible')) {
      const rows = rowsUnderHead(currentTarget);
      (rows.find(({ dataset }) => dataset['key'] === lastKey.current) ?? rows[0])?.focus();
    }
  };

  /** The browser goes on from where this puts the focus: before the table, or behind all that is in it. */
  const leave = (isBackwards: boolean) => {
    const inside = [...(grid.current?.querySelectorAll<HTMLElement>(controls) ?? [])];
    isLeaving.current = true;
    (isBackwards ? grid.current : inside.findLast(isShown))?.focus({ preventScroll: true });
    isLeaving.current = false;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const row = rowOf(target, grid.current);
    if (!row || !(target instanceof HTMLElement)) return false;
    if (key === 'Tab') {
      if (rowsUnderHead(grid.current).length > 0) leave(shiftKey);
      return false;
    }
    if (ctrlKey || metaKey || altKey || isTyping(target)) return false;
    const next = nextOf(key, { at: target, row, rows: rowsUnderHead(grid.current) });
    if (next === null) return false;
    // A cell can take the focus only when a key brings it there: a press on it means its row.
    if (next instanceof HTMLTableCellElement) next.tabIndex = -1;
    next?.focus();
    return true;
  };

  return { onFocus, onKeyDown };
}

type Place = { at: HTMLElement; row: HTMLTableRowElement; rows: HTMLTableRowElement[] };

/** Where a key leads: null when it leads nowhere at all, undefined when there is nothing further that way. */
function nextOf(key: string, place: Place): HTMLElement | null | undefined {
  const { at, row, rows } = place;
  const stops = stopsOf(row);
  const screenful = Math.max(1, Math.floor(innerHeight / row.offsetHeight) - 1);
  switch (key) {
    case 'ArrowDown':
      return beside(place, 1);
    case 'ArrowUp':
      return beside(place, -1);
    case 'PageDown':
      return beside(place, Math.min(screenful, rows.length - 1 - rows.indexOf(row)));
    case 'PageUp':
      return beside(place, -Math.min(screenful, Math.max(0, rows.indexOf(row))));
    case 'ArrowRight':
      return stops[(stops.indexOf(at) + 1) % stops.length];
    case 'ArrowLeft':
      return stops.at(stops.indexOf(at) - 1);
    case 'Home':
      return at === row ? rows[0] : stops[isHead(row) ? 0 : 1];
    case 'End':
      return at === row ? rows.at(-1) : stops.at(-1);
    default:
      return null;
  }
}

/** The same column some rows further; above the first row stands the head. */
function beside({ at, row, rows }: Place, step: number): HTMLElement | undefined {
  const place = rows.indexOf(row) + step;
  const next = place < 0 ? row.closest('table')?.tHead?.rows[0] : rows[place];
  if (!next) return undefined;
  const column = at.closest<HTMLTableCellElement>('td, th')?.cellIndex;
  if (column === undefined && !isHead(next)) return next;
  const cell = next.cells[column ?? 0];
  return cell && stopsIn(cell)[0];
}

const isShown = (element: HTMLElement) => element.checkVisibility();

/** In the order of reading: the row, and what stands in each cell. Nothing can be done with the row of the head. */
const stopsOf = (row: HTMLTableRowElement): HTMLElement[] => [
  ...(isHead(row) ? [] : [row]),
  ...[...row.cells].filter(isShown).flatMap(stopsIn),
];

/** What can be used in a cell, or else the cell itself, so that it can be read. */
function stopsIn(cell: HTMLElement): HTMLElement[] {
  const inside = [...cell.querySelectorAll<HTMLElement>(controls)].filter(isShown);
  return inside.length > 0 ? inside : [cell];
}

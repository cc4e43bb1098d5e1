import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { isHead, isTyping, rowOf, rowsUnderHead } from './grid-rows.ts';

const controls = 'a[href], button:not([disabled]), input:not([disabled])';

const overlays = '[role=dialog], [role=alertdialog], [role=menu]';

/** A table is one stop of Tab, on the row where one was; in it arrows move from row to row and from cell to cell. */
export function useGridFocus(grid: RefObject<HTMLTableElement | null>) {
  const last = useRef<LastRow>({ key: undefined, place: 0, isHere: false });
  const isLeaving = useRef(false);
  const cameBackwards = useTabBackwards();

  // Whoever did away with the row they were on goes on with the one that has come to its place. Looked at after every
  // drawing: a dialog that closes gives the focus back to nothing when its row has gone.
  useEffect(() => {
    const { key, place, isHere } = last.current;
    if (!isHere) return;
    const rows = rowsUnderHead(grid.current);
    const now = rows.findIndex(({ dataset }) => dataset['key'] === key);
    if (now >= 0) last.current.place = now;
    else if (document.activeElement === document.body)
      (rows[place] ?? rows.at(-1) ?? grid.current)?.focus();
  });

  const toLastRow = () => {
    const rows = rowsUnderHead(grid.current);
    (rows.find(({ dataset }) => dataset['key'] === last.current.key) ?? rows[0])?.focus();
  };

  const onFocus = ({ target, currentTarget, relatedTarget }: FocusEvent<HTMLTableElement>) => {
    if (isLeaving.current || !currentTarget.contains(target)) return;
    const row = rowOf(target, currentTarget);
    if (row && cameBackwards.current && !isInside(currentTarget, relatedTarget)) toLastRow();
    else if (row?.dataset['key'] !== undefined)
      last.current = {
        key: row.dataset['key'],
        place: rowsUnderHead(currentTarget).indexOf(row),
        isHere: true,
      };
    else if (target === currentTarget && target.matches(':focus-visible')) toLastRow();
  };

  const onBlur = ({ target, currentTarget, relatedTarget }: FocusEvent<HTMLTableElement>) => {
    if (isLeaving.current || !currentTarget.contains(target)) return;
    if (isInside(currentTarget, relatedTarget)) return;
    last.current.isHere = relatedTarget instanceof Element && !!relatedTarget.closest(overlays);
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

  return { onFocus, onBlur, onKeyDown };
}

type LastRow = {
  key: string | undefined;
  place: number;
  /** The focus is in it, or in what it opened over the page. */
  isHere: boolean;
};

/** Whether Shift and Tab are down: they bring the focus to the last thing in a table, from behind. */
function useTabBackwards() {
  const isDown = useRef(false);
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      isDown.current = event.type === 'keydown' && event.key === 'Tab' && event.shiftKey;
    };
    document.addEventListener('keydown', listen, { capture: true });
    document.addEventListener('keyup', listen, { capture: true });
    return () => {
      document.removeEventListener('keydown', listen, { capture: true });
      document.removeEventListener('keyup', listen, { capture: true });
    };
  }, []);
  return isDown;
}

const isInside = (grid: HTMLElement, element: EventTarget | null) =>
  element instanceof Node && grid.contains(element);

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

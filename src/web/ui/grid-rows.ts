/** The row of a table that something stands in; nothing in a dialog that a cell opened counts. */
export function rowOf(target: EventTarget, grid: HTMLTableElement | null) {
  if (!(target instanceof HTMLElement) || !grid?.contains(target)) return null;
  return target.closest<HTMLTableRowElement>('tr');
}

/** Where one types, keys are letters. */
export const isTyping = (target: EventTarget) =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');

export const isHead = (row: HTMLTableRowElement) => row.parentElement?.localName === 'thead';

export const rowsUnderHead = (grid: HTMLTableElement | null) => [
  ...(grid?.tBodies[0]?.querySelectorAll<HTMLTableRowElement>(':scope > tr[data-key]') ?? []),
];

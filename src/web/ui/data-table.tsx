import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
} from 'react';
import { PickBox } from './pick-box.tsx';
import type { TableColumn, TableProps } from './table-props.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useListKeys } from './use-list-keys.ts';
import { usePicking } from './use-picking.ts';
import { wholeDays } from './whole-days.tsx';

/** Said aloud: shown as cards, its parts would lose what they are as parts of a table. */
const roles = {
  grid: 'grid',
  rowgroup: 'rowgroup',
  row: 'row',
  columnheader: 'columnheader',
  rowheader: 'rowheader',
  gridcell: 'gridcell',
} as const;

/** So many rows fill a screen: a click is answered before the others are drawn. */
const firstDrawn = 8;

/**
 * A list to work through by keyboard: arrows move, x and Space select, Enter opens, letters in `keys` act on the row.
 * One listener hears for all rows, and a row is drawn anew only when it changes.
 */
export function DataTable<Item extends { id: string }>(props: TableProps<Item>) {
  const { label, columns, items, selected, onSelect, empty } = props;
  const grid = useRef<HTMLTableElement>(null);
  const { onKeyDown: onMove, onFocus, onBlur } = useGridFocus(grid);
  const { onKeyDown: onPickKey, onClick, isAll, isSome } = usePicking(props, grid);
  const onListKey = useListKeys(props, grid);
  const headId = useId();
  const few = items.length > firstDrawn ? items.slice(0, firstDrawn) : items;
  const drawn = useDeferredValue(items, few);
  const cells = useMemo(
    () => drawn.map((item, place) => cellsOf(item, columns, `${headId}${place}`)),
    [drawn, columns, headId],
  );
  const isPicking = onSelect !== undefined;
  const heard = {
    onFocus,
    onBlur,
    onClick,
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!onListKey(event) && !onPickKey(event) && !onMove(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };

  return (
    <table
      ref={grid}
      role={roles.grid}
      aria-label={label}
      className={isPicking ? 'table grid cards cards-pick' : 'table grid cards'}
      tabIndex={0}
      {...heard}
      {...(isPicking && { 'aria-multiselectable': true })}
    >
      <thead role={roles.rowgroup}>
        <tr role={roles.row}>
          {isPicking && (
            <th role={roles.columnheader} className="col-pick" aria-label="Select all">
              <PickBox label="Select all" isSelected={isAll} isPartly={isSome} />
            </th>
          )}
          {columns.map((column) => (
            <th key={column.id} role={roles.columnheader} className={classOf(column)}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={roles.rowgroup}>
        {drawn.length === 0 && (
          <tr role={roles.row} data-empty-row="true">
            <td role={roles.gridcell} colSpan={columns.length + (isPicking ? 1 : 0)}>
              {empty}
            </td>
          </tr>
        )}
        {drawn.map(({ id }, place) => (
          <Row
            key={id}
            id={id}
            headId={`${headId}${place}`}
            isSelected={isPicking ? (selected?.has(id) ?? false) : undefined}
          >
            {cells[place]}
          </Row>
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  id: string;
  headId: string;
  /** Undefined where nothing can be selected. */
  isSelected: boolean | undefined;
  children: ReactNode;
};

const Row = memo(function Row({ id, headId, isSelected, children }: RowProps) {
  return (
    <tr
      role={roles.row}
      data-key={id}
      tabIndex={-1}
      aria-labelledby={headId}
      {...(isSelected !== undefined && { 'aria-selected': isSelected })}
    >
      {isSelected !== undefined && (
        <td role={roles.gridcell} className="col-pick">
          <PickBox label="Select" labelledBy={headId} isSelected={isSelected} />
        </td>
      )}
      {children}
    </tr>
  );
});

const cellsOf = <Item,>(item: Item, columns: readonly TableColumn<Item>[], headId: string) =>
  columns.map((column) => (
    <td
      key={column.id}
      role={column.isRowHeader ? roles.rowheader : roles.gridcell}
      className={classOf(column)}
      {...(column.isRowHeader && { id: headId })}
      {...(column.phone === 'fact' && { 'data-label': column.label })}
    >
      {inWords(column.cell(item))}
    </td>
  ));

/** What is more than words keeps its days whole by itself; words in pieces stay one thing beside their label on a phone. */
function inWords(cell: ReactNode) {
  if (typeof cell !== 'string') return cell;
  const words = wholeDays(cell);
  return Array.isArray(words) ? <span>{words}</span> : words;
}

const classOf = <Item,>({ width, phone = 'line', isOnlyWide, isNumber }: TableColumn<Item>) =>
  [`phone-${phone}`, width && `col-${width}`, isOnlyWide && 'only-wide', isNumber && 'num']
    .filter((name) => name)
    .join(' ');

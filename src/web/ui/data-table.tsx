import { useRef } from 'react';
import { SelectableCollectionContext } from 'react-aria-components/Autocomplete';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table';
import { PickBox } from './pick-box.tsx';
import type { TableColumn, TableProps, TableSort } from './table-props.ts';
import { useListKeys } from './use-list-keys.ts';

const noTypeAhead = { disallowTypeAhead: true };

/** A list to work through by keyboard: arrows move, x and Space select, Enter opens, letters in `keys` act on the row. */
export function DataTable<Item extends { id: string }>(props: TableProps<Item>) {
  const { label, columns, items, selected, onSelect, sort, onSort } = props;
  const frame = useRef<HTMLDivElement>(null);
  const onKeyDownCapture = useListKeys(props, frame);
  const isPicking = onSelect !== undefined;

  return (
    <div ref={frame} onKeyDownCapture={onKeyDownCapture}>
      <SelectableCollectionContext.Provider value={noTypeAhead}>
        <Table
          aria-label={label}
          className={isPicking ? 'table grid cards cards-pick' : 'table grid cards'}
          selectionMode={isPicking ? 'multiple' : 'none'}
          selectedKeys={selected ?? []}
          onSelectionChange={(keys) => onSelect?.(namesOf(keys, items))}
          {...(sort && { sortDescriptor: sort })}
          onSortChange={({ column, direction }) => onSort?.({ column: String(column), direction })}
        >
          <TableHeader>
            {isPicking && (
              <Column className="col-pick" aria-label="Select">
                <PickBox />
              </Column>
            )}
            {columns.map((column) => (
              <Column
                key={column.id}
                id={column.id}
                textValue={column.label}
                isRowHeader={column.isRowHeader ?? false}
                allowsSorting={column.isSortable ?? false}
                className={classOf(column)}
              >
                {({ sortDirection }) => (
                  <>
                    {column.label}
                    {sortDirection && <SortMark direction={sortDirection} />}
                  </>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody
            items={items}
            dependencies={[columns, isPicking]}
            renderEmptyState={() => props.empty}
          >
            {(item) => (
              <Row id={item.id} textValue={props.nameOf(item)}>
                {isPicking && (
                  <Cell className="col-pick">
                    <PickBox />
                  </Cell>
                )}
                {columns.map((column) => (
                  <Cell key={column.id} className={classOf(column)}>
                    {column.cell(item)}
                  </Cell>
                ))}
              </Row>
            )}
          </TableBody>
        </Table>
      </SelectableCollectionContext.Provider>
    </div>
  );
}

const namesOf = (keys: 'all' | Iterable<string | number>, items: readonly { id: string }[]) =>
  new Set(keys === 'all' ? items.map(({ id }) => id) : Array.from(keys, String));

const classOf = <Item,>({ width, phone = 'line', isOnlyWide, isNumber }: TableColumn<Item>) =>
  [`phone-${phone}`, width && `col-${width}`, isOnlyWide && 'only-wide', isNumber && 'num']
    .filter((name) => name)
    .join(' ');

function SortMark({ direction }: { direction: TableSort['direction'] }) {
  return (
    <span className="sort-mark" aria-hidden="true">
      {direction === 'ascending' ? '↑' : '↓'}
    </span>
  );
}

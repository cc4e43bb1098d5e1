import type { ReactNode } from 'react';

/** `phone` says where a cell goes when the table becomes cards under 768 px; a `fact` takes its column's name along. */
export type TableColumn<Item> = {
  id: string;
  label: string;
  cell: (item: Item) => ReactNode;
  width?: 'xs' | 's' | 'm' | 'l';
  phone?: 'title' | 'corner' | 'line' | 'fact' | 'hidden';
  isRowHeader?: true;
  isOnlyWide?: true;
  isNumber?: true;
};

export type TableProps<Item extends { id: string }> = {
  label: string;
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  nameOf: (item: Item) => string;
  empty: ReactNode;
  onOpen?: (item: Item) => void;
  keys?: Readonly<Record<string, (item: Item) => void>>;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
};

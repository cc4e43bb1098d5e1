import type { ComponentProps } from 'react';
import { monthInWords } from '#domain/words.ts';
import { RowsList } from '#web/ui/rows-list.tsx';

type Row = ComponentProps<typeof RowsList>['items'][number] & { on: string };
type Props = { items: readonly Row[]; label: string };

/** A long list of what happened, the latest first: a heading says where another month begins. */
export function RowsByMonth({ items, label }: Props) {
  const months = Map.groupBy(items, ({ on }) => on.slice(0, 7));
  return [...months].map(([month, rows]) => {
    const inWords = monthInWords(Temporal.PlainYearMonth.from(month));
    return (
      <div key={month} className="rows-month">
        <h3>{inWords}</h3>
        <RowsList label={`${label}, ${inWords}`} items={rows} />
      </div>
    );
  });
}

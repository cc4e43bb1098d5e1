import { useState } from 'react';
import { Button } from './button.tsx';

/** Pages of something whose end moves: where each begins is known once the one before was read; the last one is shown. */
export function usePages() {
  const [starts, setStarts] = useState<readonly (string | undefined)[]>([undefined]);
  return {
    after: starts.at(-1),
    isFirst: starts.length === 1,
    toFirst: () => setStarts([undefined]),
    toBefore: () => setStarts(starts.slice(0, -1)),
    toNext: (next: string) => setStarts([...starts, next]),
  };
}

type Props = {
  pages: ReturnType<typeof usePages>;
  next: string | null;
  /** Which stand first. */
  order?: 'latest' | 'earliest';
};

/** From a page of a list to the one before it and the one after it. */
export function PageTurner({ pages, next, order = 'latest' }: Props) {
  const [before, after] =
    order === 'latest' ? ['Later ones', 'Earlier ones'] : ['Earlier ones', 'Later ones'];
  if (pages.isFirst && next === null) return null;
  return (
    <p className="actions no-print">
      {!pages.isFirst && (
        <Button size="small" onPress={pages.toBefore}>
          {before}
        </Button>
      )}
      {next !== null && (
        <Button size="small" onPress={() => pages.toNext(next)}>
          {after}
        </Button>
      )}
    </p>
  );
}

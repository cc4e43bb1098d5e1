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
  /** Back and on, where the list is not one of times. */
  words?: readonly [string, string];
};

const wordsOf = {
  latest: ['Later ones', 'Earlier ones'],
  earliest: ['Earlier ones', 'Later ones'],
} as const;

/** From a page of a list to the one before it and the one after it. */
export function PageTurner({ pages, next, order = 'latest', words = wordsOf[order] }: Props) {
  const [before, after] = words;
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

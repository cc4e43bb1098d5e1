import { useState } from 'react';
import { Button } from './button.tsx';

/** Pages of something whose end moves: where each begins is known once the one before was read; the last one is shown. */
export function usePages() {
  const [starts, setStarts] = useState<readonly (string | undefined)[]>([undefined]);
  return {
    after: starts.at(-1),
    isFirst: starts.length === 1,
    toFirst: () => setStarts([undefined]),
    toLater: () => setStarts(starts.slice(0, -1)),
    toEarlier: (next: string) => setStarts([...starts, next]),
  };
}

type Props = { pages: ReturnType<typeof usePages>; next: string | null };

/** Of what is read from the latest back: to what is older, and to what is newer again. */
export const PageTurner = ({ pages, next }: Props) => (
  <p className="actions no-print">
    {!pages.isFirst && (
      <Button size="small" onPress={pages.toLater}>
        Later ones
      </Button>
    )}
    {next !== null && (
      <Button size="small" onPress={() => pages.toEarlier(next)}>
        Earlier ones
      </Button>
    )}
  </p>
);

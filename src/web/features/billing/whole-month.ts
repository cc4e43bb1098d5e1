import { useEffect, useRef, useState } from 'react';
import { listBilling, type ListedBilling } from '#contract/billing.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { call } from '#web/api/call.ts';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';

type Which = Omit<InputOf<typeof listBilling>, 'after'>;

/** Every row of what is asked for stands on the page while it is printed: paper cannot be turned. */
export function useWholeMonth(which: Which) {
  const of = JSON.stringify(which);
  const [gathered, setGathered] = useState<{ of: string; rows: readonly ListedBilling[] } | null>(
    null,
  );
  const [isGathering, setIsGathering] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const chosen = useRef<{ of: string } | null>(null);
  const rows = gathered?.of === of ? gathered.rows : null;

  // Whoever has chosen something else meanwhile prints nothing of what was before, not even when they come back to it.
  useEffect(() => {
    chosen.current = { of };
    return () => {
      chosen.current = null;
      setGathered(null);
      setIsGathering(false);
      setTrouble(null);
    };
  }, [of]);

  useEffect(() => {
    if (rows === null) return undefined;
    const isOver = () => setGathered(null);
    addEventListener('afterprint', isOver, { once: true });
    print();
    return () => removeEventListener('afterprint', isOver);
  }, [rows]);

  const printAll = async () => {
    const pressedAt = chosen.current;
    setTrouble(null);
    setIsGathering(true);
    const came = await everyRow(which).then(
      (all) => ({ gathered: { of, rows: all }, trouble: null }),
      (error: unknown) => ({ gathered: null, trouble: troubleOf(error) }),
    );
    if (chosen.current !== pressedAt) return;
    setGathered(came.gathered);
    setTrouble(came.trouble);
    setIsGathering(false);
  };
  return { rows, isGathering, trouble, printAll };
}

async function everyRow(which: Which): Promise<readonly ListedBilling[]> {
  const rows: ListedBilling[] = [];
  let after: string | null = null;
  do {
    const page: ReplyOf<typeof listBilling> = await call(listBilling, {
      ...which,
      ...(after !== null && { after }),
    });
    rows.push(...page.reviews);
    after = page.next;
  } while (after !== null);
  return rows;
}

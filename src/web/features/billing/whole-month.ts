import { useEffect, useState } from 'react';
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
  // Whoever has chosen another month meanwhile prints nothing of the one before.
  const rows = gathered?.of === of ? gathered.rows : null;

  useEffect(() => {
    if (rows === null) return undefined;
    const isOver = () => setGathered(null);
    addEventListener('afterprint', isOver, { once: true });
    print();
    return () => removeEventListener('afterprint', isOver);
  }, [rows]);

  const printAll = async () => {
    setTrouble(null);
    setIsGathering(true);
    try {
      setGathered({ of, rows: await everyRow(which) });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsGathering(false);
    }
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

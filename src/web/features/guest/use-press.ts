import { useCallback, useState } from 'react';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';

export type Pressed = { isPending: boolean; trouble: Trouble | null; press: () => void };

/** What a press asks for. Nothing of it is kept where a question’s answer is: the code of a link would be in it. */
export function usePress(act: () => Promise<void>): Pressed {
  const [isPending, setIsPending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const press = useCallback(() => {
    setIsPending(true);
    setTrouble(null);
    act()
      .catch((error: unknown) => setTrouble(troubleOf(error)))
      .finally(() => setIsPending(false));
  }, [act]);
  return { isPending, trouble, press };
}

import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { Button } from '#web/ui/button.tsx';
import type { TakingOut } from './take-out-list.tsx';
import { useMayTakeLists } from './use-may.ts';

// Fetched when first opened: the list must answer before it is there.
const TakeOutList = lazy(async () => ({
  default: (await import('./take-out-list.tsx')).TakeOutList,
}));

type Named = Record<string, unknown>;

/** For whoever may save lists; nobody else is shown what would be refused. */
export function TakeOutButton<I extends z.ZodType<Named, Named>>({
  size,
  look,
  ...taking
}: TakingOut<I> & { look?: 'quiet'; size?: 'small' }) {
  const [isOpen, setOpen] = useState(false);
  const mayTakeLists = useMayTakeLists();
  if (!mayTakeLists) return null;
  return (
    <>
      <Button {...(size && { size })} {...(look && { look })} onPress={() => setOpen(true)}>
        Save as CSV
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <TakeOutList {...taking} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

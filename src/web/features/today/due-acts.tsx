import { lazy, Suspense } from 'react';
import type { DueRow } from '#contract/today.ts';

/** What a key or a button opened about one row. */
export type Act = { kind: 'snooze' | 'why'; row: DueRow };

// Fetched when first opened: the list must answer before any of them is there.
const SnoozeDialog = lazy(async () => ({
  default: (await import('#web/shell/snooze-dialog.tsx')).SnoozeDialog,
}));
const WhyDialog = lazy(async () => ({
  default: (await import('#web/shell/why-dialog.tsx')).WhyDialog,
}));

export function DueActs({ act, onClose }: { act: Act; onClose: () => void }) {
  const { clientId, enrollmentId, name } = act.row;
  const duty = { clientId, enrollmentId, obligationKey: keyOf(act.row) };
  return (
    <Suspense fallback={null}>
      {act.kind === 'snooze' && <SnoozeDialog duty={duty} onClose={onClose} />}
      {act.kind === 'why' && <WhyDialog duty={duty} name={name} onClose={onClose} />}
    </Suspense>
  );
}

/** A row is named by its enrollment and its duty. */
const keyOf = ({ id, enrollmentId }: DueRow) => id.slice(enrollmentId.length + 1);

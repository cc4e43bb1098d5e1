import { lazy, Suspense } from 'react';
import { type DueRow, readBeside } from '#contract/today.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { keyOf } from './selected.ts';

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
  const { clientId, enrollmentId } = act.row;
  const duty = { clientId, enrollmentId, obligationKey: keyOf(act.row) };
  return (
    <Suspense fallback={null}>
      {act.kind === 'snooze' && <SnoozeDialog duty={duty} onClose={onClose} />}
      {act.kind === 'why' && <WhyOfClient row={act.row} onClose={onClose} />}
    </Suspense>
  );
}

/** What put the client on the list first, and after it whatever else is owed, in any program. */
function WhyOfClient({ row, onClose }: { row: DueRow; onClose: () => void }) {
  const { data, isError } = useAsk(readBeside, { clientIds: [row.clientId] });
  if (!data && !isError) return null;
  const owed = data?.clients[0]?.owed ?? [];
  const duties = [row, ...owed.filter(({ id }) => id !== row.id)];
  return (
    <WhyDialog
      duties={duties.map((duty) => ({
        enrollmentId: duty.enrollmentId,
        obligationKey: keyOf(duty),
      }))}
      name={row.name}
      onClose={onClose}
    />
  );
}

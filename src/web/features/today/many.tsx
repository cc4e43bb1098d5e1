import { lazy, Suspense } from 'react';
import { Button } from '#web/ui/button.tsx';
import type { ManyKind } from './many-kind.ts';
import type { Selected } from './selected.ts';

// Fetched when first opened: the list must answer before it is there.
const ManyDialog = lazy(async () => ({
  default: (await import('./many-dialog.tsx')).ManyDialog,
}));

type Props = {
  selected: Selected;
  /** Which of them is open; a key on a selected row opens it too. */
  kind: ManyKind | null;
  onKind: (kind: ManyKind | null) => void;
  /** What stays selected: whatever was refused. */
  onSelect: (selected: Selected) => void;
};

/** What can be done about all that is selected at once, beside planning. */
export function ManyActs({ selected, kind, onKind, onSelect }: Props) {
  return (
    <>
      <Button look="quiet" size="small" onPress={() => onKind('attempt')}>
        Log an attempt for each
      </Button>
      <Button look="quiet" size="small" onPress={() => onKind('snooze')}>
        Snooze each
      </Button>
      {kind && (
        <Suspense fallback={null}>
          <ManyDialog
            kind={kind}
            rows={[...selected.values()]}
            onClose={(done) => {
              onSelect(new Map([...selected].filter(([id]) => !done.has(id))));
              onKind(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

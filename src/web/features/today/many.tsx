import { lazy, Suspense } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import type { ManyKind } from './many-kind.ts';
import type { Selected } from './selected.ts';

// Fetched when first opened: the list must answer before it is there.
const ManyDialog = lazy(async () => ({
  default: (await import('./many-dialog.tsx')).ManyDialog,
}));

type DialogProps = {
  selected: Selected;
  /** Which of them is open; a key on a selected row opens it too. */
  kind: ManyKind;
  onKind: (kind: null) => void;
  /** What stays selected: whatever was refused. */
  onSelect: (selected: Selected) => void;
};

export const ManyOpen = ({ selected, kind, onKind, onSelect }: DialogProps) => (
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
);

const acts: readonly { kind: ManyKind; label: string }[] = [
  { kind: 'attempt', label: 'Log an attempt for each' },
  { kind: 'snooze', label: 'Snooze each' },
];

type Props = { onKind: (kind: ManyKind) => void };

/** What can be done about all that is selected at once, beside planning. */
export const ManyActs = ({ onKind }: Props) =>
  acts.map(({ kind, label }) => (
    <Button key={kind} look="quiet" size="small" onPress={() => onKind(kind)}>
      {label}
    </Button>
  ));

/** The same where there is no room for a row of buttons, with the way to select none. */
export const ManyMenu = ({ onKind, onNone }: Props & { onNone: () => void }) => (
  <Menu
    label="More"
    aria-label="More for all that is selected"
    className="narrow"
    entries={[
      ...acts.map(({ kind, label }) => ({ id: kind, label, onAction: () => onKind(kind) })),
      { id: 'none', label: 'Select none', onAction: onNone },
    ]}
  />
);

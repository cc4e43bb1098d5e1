import { useState } from 'react';
import { providerClassWords } from '#contract/directory.ts';
import {
  bringBackProviderKind,
  listProviderKinds,
  type ProviderKindView,
  removeProviderKind,
  retireProviderKind,
} from '#contract/provider-kinds.ts';
import { kindUseInWords } from '#domain/program-policy/own-kinds.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useDay } from '#web/shell/use-day.ts';
import { announce } from '#web/ui/announce.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import { AddKindForm, RenameKindForm } from './kind-forms.tsx';

/** The kinds of provider that this agency tells apart, beyond those that every agency has. */
export function ProviderKindsPage() {
  const asked = useAsk(listProviderKinds, {});
  const [isAdding, setIsAdding] = useState(false);
  const [renamedId, setRenamedId] = useState<string | null>(null);
  const changes = useKindChanges();
  const add = (
    <Button look="primary" onPress={() => setIsAdding(true)}>
      Add a kind
    </Button>
  );
  return (
    <>
      <PageHead
        title="Kinds of provider"
        lead="A kind of your own belongs under one that every agency has. What consents and rules say of that one holds for it too; the directory and the rules of a program can name it alone."
        actions={add}
      />
      {changes.trouble && <Banner tone="late" title={changes.trouble.title} />}
      <Asked asked={asked} label="Loading the kinds" rows={4}>
        {({ kinds }) => (
          <>
            <RenameDialog
              kind={kinds.find(({ kindId }) => kindId === renamedId)}
              onClose={() => setRenamedId(null)}
            />
            {(kinds.length === 0 || kinds.some(({ isRetired }) => !isRetired)) && (
              <Kinds
                title="Can be chosen"
                kinds={kinds.filter(({ isRetired }) => !isRetired)}
                changes={changes}
                onRename={setRenamedId}
              />
            )}
            {kinds.some(({ isRetired }) => isRetired) && (
              <Kinds
                title="Retired"
                kinds={kinds.filter(({ isRetired }) => isRetired)}
                changes={changes}
                onRename={setRenamedId}
              />
            )}
          </>
        )}
      </Asked>
      <div className="bottombar">{add}</div>
      <SectionBand title="What every agency has">
        <p>{Object.values(providerClassWords).join(', ')}.</p>
      </SectionBand>
      <Dialog title="Add a kind" isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <AddKindForm onClose={() => setIsAdding(false)} />
      </Dialog>
    </>
  );
}

const changed = {
  retire: 'is retired',
  bringBack: 'can be chosen again',
  remove: 'is removed',
} as const;

/** One change at a time: what went wrong with the last one, and afterwards the focus where the page begins, since its row went away. */
function useKindChanges() {
  const tells = {
    retire: useTell(retireProviderKind),
    bringBack: useTell(bringBackProviderKind),
    remove: useTell(removeProviderKind, { asksWhenRefused: true }),
  };
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const change = async (what: keyof typeof changed, { kindId, name }: ProviderKindView) => {
    setTrouble(null);
    try {
      await tells[what].mutateAsync({ kindId });
      announce(`${name} ${changed[what]}.`);
      document.querySelector('h1')?.focus();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return { trouble, change, isPending: Object.values(tells).some((tell) => tell.isPending) };
}

type Changes = ReturnType<typeof useKindChanges>;
type ToDo = { changes: Changes; onRename: (kindId: string) => void };
type KindsProps = ToDo & { title: string; kinds: readonly ProviderKindView[] };

function RenameDialog({
  kind,
  onClose,
}: {
  kind?: ProviderKindView | undefined;
  onClose: () => void;
}) {
  if (kind === undefined) return null;
  return (
    <Dialog title={`Rename ${kind.name}`} isOpen onClose={onClose}>
      <RenameKindForm kind={kind} onClose={onClose} />
    </Dialog>
  );
}

function Kinds({ title, kinds, changes, onRename }: KindsProps) {
  return (
    <SectionBand title={title}>
      {kinds.length === 0 && (
        <EmptyState title="There is no kind of your own yet.">
          Add one, for example Drug counselor under Behavioral health.
        </EmptyState>
      )}
      <RowsList
        label={title}
        items={kinds.map((kind) => ({
          id: kind.kindId,
          text: <KindText kind={kind} />,
          action: <KindActions kind={kind} changes={changes} onRename={onRename} />,
        }))}
      />
    </SectionBand>
  );
}

function KindActions({ kind, changes, onRename }: ToDo & { kind: ProviderKindView }) {
  const { change, isPending } = changes;
  const words = kind.isRetired ? 'Bring back' : 'Retire';
  return (
    <>
      {kind.mayBeRemoved && (
        <Button
          look="quiet"
          size="row"
          isPending={isPending}
          aria-label={`Remove ${kind.name}`}
          onPress={() => void change('remove', kind)}
        >
          Remove
        </Button>
      )}
      <Button
        look="quiet"
        size="row"
        aria-label={`Rename ${kind.name}`}
        onPress={() => onRename(kind.kindId)}
      >
        Rename
      </Button>
      <Button
        size="row"
        isPending={isPending}
        aria-label={`${words} ${kind.name}`}
        onPress={() => void change(kind.isRetired ? 'bringBack' : 'retire', kind)}
      >
        {words}
      </Button>
    </>
  );
}

function KindText({ kind }: { kind: ProviderKindView }) {
  const dayOf = useDay();
  return (
    <>
      <span className="strong">{kind.name}</span>, under {providerClassWords[kind.providerClass]}
      <span className="second">{kindUseInWords(kind)}</span>
      {kind.formerNames.map(({ name, until }) => (
        <span className="second soft" key={until}>
          Called {name} until {dayOf(until)}.
        </span>
      ))}
    </>
  );
}

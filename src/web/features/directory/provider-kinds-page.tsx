import { useState } from 'react';
import { providerClassWords } from '#contract/directory.ts';
import {
  addProviderKind,
  bringBackProviderKind,
  listProviderKinds,
  type ProviderKindView,
  removeProviderKind,
  retireProviderKind,
} from '#contract/provider-kinds.ts';
import { classesOfOwnKinds } from '#domain/program-policy/own-kinds.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

/** The kinds of provider that this agency tells apart, beyond those that every agency has. */
export function ProviderKindsPage() {
  const asked = useAsk(listProviderKinds, {});
  const [isAdding, setIsAdding] = useState(false);
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
      <Asked asked={asked} label="Loading the kinds" rows={4}>
        {({ kinds }) => (
          <>
            {(kinds.length === 0 || kinds.some(({ isRetired }) => !isRetired)) && (
              <Kinds title="In use" kinds={kinds.filter(({ isRetired }) => !isRetired)} />
            )}
            {kinds.some(({ isRetired }) => isRetired) && (
              <Kinds title="Retired" kinds={kinds.filter(({ isRetired }) => isRetired)} />
            )}
          </>
        )}
      </Asked>
      <SectionBand title="What every agency has">
        <p>{Object.values(providerClassWords).join(', ')}.</p>
      </SectionBand>
      <Dialog title="Add a kind" isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <AddForm onClose={() => setIsAdding(false)} />
      </Dialog>
    </>
  );
}

function Kinds({ title, kinds }: { title: string; kinds: readonly ProviderKindView[] }) {
  const retire = useTell(retireProviderKind);
  const bringBack = useTell(bringBackProviderKind);
  const remove = useTell(removeProviderKind);
  const trouble = retire.error ?? bringBack.error ?? remove.error;
  return (
    <SectionBand title={title}>
      {trouble && <Banner tone="late" title={troubleOf(trouble).title} />}
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
          action: (
            <>
              {kind.mayBeRemoved && (
                <Button
                  look="quiet"
                  size="row"
                  aria-label={`Remove ${kind.name}`}
                  onPress={() => remove.mutate({ kindId: kind.kindId })}
                >
                  Remove
                </Button>
              )}
              <Button
                size="row"
                aria-label={`${kind.isRetired ? 'Bring back' : 'Retire'} ${kind.name}`}
                onPress={() =>
                  (kind.isRetired ? bringBack : retire).mutate({ kindId: kind.kindId })
                }
              >
                {kind.isRetired ? 'Bring back' : 'Retire'}
              </Button>
            </>
          ),
        }))}
      />
    </SectionBand>
  );
}

function KindText({ kind }: { kind: ProviderKindView }) {
  const { name, providerClass, providers, programs } = kind;
  const people = providers === 1 ? '1 provider' : `${providers} providers`;
  const rules = programs.length === 0 ? 'no rules name it' : `rules of ${programs.join(', ')}`;
  return (
    <>
      <span className="strong">{name}</span>, under {providerClassWords[providerClass]}
      <span className="second">
        {people}, {rules}
      </span>
    </>
  );
}

const under = classesOfOwnKinds.map((id) => ({ id, label: providerClassWords[id] }));

function AddForm({ onClose }: { onClose: () => void }) {
  const add = useTell(addProviderKind);
  return (
    <Form
      schema={addProviderKind.input}
      label="Add a kind"
      onSubmit={async (entered) => {
        await add.mutateAsync(entered);
        onClose();
      }}
    >
      <TextField
        name="name"
        label="Name"
        hint="For example Drug counselor. It cannot be changed later, since rules are kept as they were written."
      />
      <Select name="providerClass" label="Belongs under" options={under} />
      <div className="form-actions">
        <SubmitButton>Add the kind</SubmitButton>
      </div>
    </Form>
  );
}

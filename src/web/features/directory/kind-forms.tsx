import { providerClassWords } from '#contract/directory.ts';
import {
  addProviderKind,
  renameProviderKind,
  type ProviderKindView,
} from '#contract/provider-kinds.ts';
import { classesOfOwnKinds } from '#domain/program-policy/own-kinds.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

const under = classesOfOwnKinds.map((id) => ({ id, label: providerClassWords[id] }));

export function AddKindForm({ onClose }: { onClose: () => void }) {
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
      <TextField name="name" label="Name" hint="For example Drug counselor." />
      <Select name="providerClass" label="Belongs under" options={under} />
      <div className="form-actions">
        <SubmitButton>Add the kind</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

type Renaming = { kind: ProviderKindView; onClose: () => void };

/** Who was refused because somebody else was faster reads that name above, and may send theirs after it. */
export function RenameKindForm({ kind: { kindId, name }, onClose }: Renaming) {
  const rename = useTell(renameProviderKind, { asksWhenRefused: true });
  return (
    <Form
      schema={renameProviderKind.input}
      also={{ kindId, was: name }}
      label={`Rename ${name}`}
      onSubmit={async (entered) => {
        await rename.mutateAsync(entered);
        announce(`${name} is called ${entered.name} now.`);
        onClose();
      }}
    >
      <p>
        It stays the same kind: whoever is of it stays so, and rules that ask for it still hold. The
        new name shows at once; rules that are published show the earlier one beside it.
      </p>
      <TextField name="name" label="Name" defaultValue={name} />
      <div className="form-actions">
        <SubmitButton>Rename it</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Form>
  );
}

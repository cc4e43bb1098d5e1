import { useState } from 'react';
import { addOrganization, addProvider } from '#contract/directory.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { findOrganizations } from './find-organizations.ts';
import { KindSelect } from './kind-select.tsx';

/** Name, position and agency are needed of everybody who was there, or was told: a stranger gets a place in the directory. */
export function NewProvider({ onAdded }: { onAdded: (providerId: string, name: string) => void }) {
  const add = useTell(addProvider);
  const [organization, setOrganization] = useState<Option | null>(null);
  return (
    <Form
      schema={addProvider.input}
      also={{ organizationId: organization?.id ?? '' }}
      label="New provider"
      onSubmit={async (entered) => {
        const { providerId } = await add.mutateAsync(entered);
        onAdded(providerId, entered.fullName);
      }}
    >
      <TextField name="fullName" label="Name" />
      <TextField name="title" label="Position" />
      <KindSelect name="providerClass" label="Kind of provider" />
      <ComboBox
        name="organizationId"
        label="Organization"
        value={organization}
        onChange={setOrganization}
        search={findOrganizations}
      />
      <NewOrganization onAdded={setOrganization} />
      <div className="form-actions">
        <SubmitButton>Add the provider</SubmitButton>
      </div>
    </Form>
  );
}

/** An organization that the directory does not know is added with its name alone. */
function NewOrganization({ onAdded }: { onAdded: (organization: Option) => void }) {
  const [name, setName] = useState<string | null>(null);
  const add = useTell(addOrganization);
  if (name === null)
    return (
      <p>
        <Button look="quiet" size="small" onPress={() => setName('')}>
          Their organization is not in the list
        </Button>
      </p>
    );
  const send = () =>
    add.mutate(
      { name },
      {
        onSuccess: ({ organizationId }) => {
          onAdded({ id: organizationId, label: name.trim() });
          setName(null);
        },
      },
    );
  return (
    <div className="plan-adder">
      <TextField
        label="Name of the organization"
        value={name}
        onChange={setName}
        {...(add.isError ? { error: add.error.message } : {})}
      />
      <Button isPending={add.isPending} isDisabled={name.trim() === ''} onPress={send}>
        Add<span className="vh"> the organization</span>
      </Button>
    </div>
  );
}

import { useState } from 'react';
import {
  addProvider,
  changeProvider,
  type ProviderView,
  readProvider,
} from '#contract/directory.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { findOrganizations } from '#web/shell/find-organizations.ts';
import { KindSelect } from '#web/shell/kind-select.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Props = { provider: ProviderView | null; mayWrite: boolean; onClose: () => void };

export function ProviderForm({ provider, mayWrite, onClose }: Props) {
  if (provider === null) return <AddForm onClose={onClose} />;
  return <KnownProvider provider={provider} mayWrite={mayWrite} onClose={onClose} />;
}

function AddForm({ onClose }: { onClose: () => void }) {
  const add = useTell(addProvider);
  const [organization, setOrganization] = useState<Option | null>(null);
  return (
    <Form
      schema={addProvider.input}
      also={{ organizationId: organization?.id ?? '' }}
      label="New provider"
      onSubmit={async (entered) => {
        await add.mutateAsync(entered);
        onClose();
      }}
    >
      <Fields provider={null} organization={organization} onOrganization={setOrganization} />
      <div className="form-actions">
        <SubmitButton>Add the provider</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

type Known = { provider: ProviderView; mayWrite: boolean; onClose: () => void };

function KnownProvider({ provider, mayWrite, onClose }: Known) {
  const { providerId } = provider;
  const history = useAsk(readProvider, { providerId });
  return (
    <Asked asked={history} label="Loading the provider">
      {(known) => (
        <>
          {mayWrite ? (
            <ChangeForm provider={provider} today={known.today} onClose={onClose} />
          ) : (
            <p>
              {known.fullName}, {known.title}, {known.organization.name}
            </p>
          )}
          {known.before.map(({ title, organizationName, until }) => (
            <p key={until} className="soft">
              Until {dayInWords(until)}: {title}, {organizationName}
            </p>
          ))}
        </>
      )}
    </Asked>
  );
}

function ChangeForm(props: { provider: ProviderView; today: string; onClose: () => void }) {
  const { provider, today, onClose } = props;
  const { providerId } = provider;
  const { more } = useOurWord();
  const change = useTell(changeProvider);
  const [organization, setOrganization] = useState<Option | null>({
    id: provider.organization.organizationId,
    label: provider.organization.name,
  });
  const isMoving = organization?.id !== provider.organization.organizationId;
  return (
    <Form
      schema={changeProvider.input}
      also={{ providerId, organizationId: organization?.id ?? '' }}
      label={provider.fullName}
      onSubmit={async (entered) => {
        await change.mutateAsync(entered);
        onClose();
      }}
    >
      <Fields provider={provider} organization={organization} onOrganization={setOrganization} />
      {isMoving && (
        <p role="status">
          Consents that {more} gave to {provider.organization.name} no longer cover{' '}
          {provider.fullName} from that date on.
        </p>
      )}
      <DateField
        name="from"
        label="From"
        hint="Earlier conferences keep what was true on their day."
        defaultValue={today}
        max={today}
      />
      <div className="form-actions">
        <SubmitButton>Save</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave as it was
        </Button>
      </div>
    </Form>
  );
}

function Fields(props: {
  provider: ProviderView | null;
  organization: Option | null;
  onOrganization: (chosen: Option | null) => void;
}) {
  const { one } = useOurWord();
  const { provider, organization, onOrganization } = props;
  return (
    <>
      <TextField name="fullName" label="Name" defaultValue={provider?.fullName ?? ''} />
      <TextField
        name="title"
        label="Title"
        hint="For example Physician."
        defaultValue={provider?.title ?? ''}
      />
      <KindSelect
        name="providerClass"
        label="Kind"
        keeps={(code) => code === provider?.kind}
        defaultValue={provider?.kind ?? null}
      />
      <ComboBox
        name="organizationId"
        label="Organization"
        value={organization}
        onChange={onOrganization}
        search={findOrganizations}
        empty="Nothing is found. Add the organization first."
      />
      <div className="two">
        <TextField
          name="email"
          label="Email"
          isOptional
          type="email"
          hint={`Invitations go here; they never name a ${one}.`}
          defaultValue={provider?.email ?? ''}
        />
        <TextField
          name="phone"
          label="Phone"
          isOptional
          type="tel"
          defaultValue={provider?.phone ?? ''}
        />
      </div>
    </>
  );
}

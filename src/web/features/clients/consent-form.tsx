import { useState } from 'react';
import { readCareTeam } from '#contract/care-team.ts';
import { classWords, purposeWords, recordConsent } from '#contract/consents.ts';
import { searchDirectory } from '#contract/directory.ts';
import { purposes } from '#domain/consent/consent.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { call } from '#web/api/call.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { findProviders } from './care-team-forms.tsx';

type Kind = 'provider' | 'support' | 'organization';
const kinds: readonly (Option & { id: Kind })[] = [
  { id: 'provider', label: 'A provider' },
  { id: 'organization', label: 'An organization', detail: 'Whoever works there on the day' },
  { id: 'support', label: 'Family or a close support' },
];

const findOrganizations = async (text: string): Promise<readonly Option[]> =>
  (await call(searchDirectory, { text })).organizations.map(
    ({ organizationId, name, isVictimService }) => ({
      id: organizationId,
      label: name,
      ...(isVictimService && { detail: 'Victim-service organization' }),
    }),
  );

type Props = { clientId: string; clientName: string; today: string; onClose: () => void };

/** The consent as one sentence that is filled in from top to bottom. */
export function ConsentForm({ clientId, clientName, today, onClose }: Props) {
  const record = useTell(recordConsent);
  const team = useAsk(readCareTeam, { clientId });
  const [kind, setKind] = useState<Kind>('provider');
  const [recipient, setRecipient] = useState<Option | null>(null);
  const supports = (team.data?.supports ?? []).map(({ supportId, name, relationship }) => ({
    id: supportId,
    label: name,
    detail: relationship,
  }));
  const choices = {
    provider: { search: findProviders },
    organization: { search: findOrganizations },
    support: { options: supports },
  }[kind];
  return (
    <Form
      schema={recordConsent.input}
      also={{ clientId, recipientKind: kind, recipientId: recipient?.id ?? '' }}
      label="New consent"
      onSubmit={async (entered) => {
        await record.mutateAsync(entered);
        onClose();
      }}
    >
      <CheckboxGroup
        name="classes"
        label={`${clientName} agrees that we may share`}
        hint="Each kind that the client named. General information covers none of the others."
        options={sensitivityClasses.map((id) => ({ id, label: classWords[id] }))}
      />
      <RadioGroup
        label="with"
        options={kinds}
        value={kind}
        layout="row"
        onChange={(id) => {
          setKind(kinds.find((each) => each.id === id)?.id ?? 'provider');
          setRecipient(null);
        }}
      />
      <ComboBox
        key={kind}
        name="recipientId"
        label="Name"
        value={recipient}
        onChange={setRecipient}
        empty="Nobody is found. Add them to the directory or the care team first."
        {...choices}
      />
      <Select
        name="purpose"
        label="for"
        options={purposes.map((id) => ({ id, label: purposeWords[id] }))}
        defaultValue="case_conference"
      />
      <div className="two">
        <DateField name="validFrom" label="from" defaultValue={today} />
        <DateField
          name="validUntil"
          label="until"
          isOptional
          hint="The last day. Empty when the client set no end."
        />
      </div>
      <DateField name="signedOn" label="Signed by the client on" defaultValue={today} max={today} />
      <div className="form-actions">
        <SubmitButton>Record the consent</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave without recording
        </Button>
      </div>
    </Form>
  );
}

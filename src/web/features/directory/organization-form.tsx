import { useState } from 'react';
import {
  addOrganization,
  changeOrganization,
  organizationKindWords,
  type OrganizationView,
} from '#contract/directory.ts';
import { organizationKinds, type OrganizationKind } from '#domain/organization-kinds.ts';
import { programClasses, type ProgramClass } from '#domain/people.ts';
import { classesFrom } from '#domain/policy-clock/significant-changes.ts';
import { useTell } from '#web/api/use-ask.ts';
import { programClassOptions } from '#web/shell/program-class-options.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Props = { organization: OrganizationView | null; onClose: () => void };

const notKnown = 'not-known';
const kindOptions = [
  { id: notKnown, label: 'Not known yet' },
  ...organizationKinds.map((id) => ({ id, label: organizationKindWords[id] })),
];

export function OrganizationForm({ organization, onClose }: Props) {
  const { one, more } = useOurWord();
  const add = useTell(addOrganization);
  const change = useTell(changeOrganization);
  const [isVictimService, setIsVictimService] = useState(organization?.isVictimService ?? false);
  const [reveals, setReveals] = useState<ProgramClass>(organization?.class ?? 'general');
  const [isSure, setIsSure] = useState(false);
  const said = isVictimService && reveals === 'general' ? 'dv' : reveals;
  const isMore = said !== (organization?.class ?? 'general');
  const [kind, setKind] = useState<OrganizationKind | null>(organization?.kind ?? null);
  const fields = (
    <>
      <TextField name="name" label="Name" defaultValue={organization?.name ?? ''} />
      <Select
        label="Kind"
        hint="A Health Home consent names housing, social services and justice only on an added page."
        options={kindOptions}
        value={kind ?? notKnown}
        onChange={(id) => setKind(organizationKinds.find((each) => each === id) ?? null)}
      />
      <Checkbox
        isSelected={isVictimService}
        onChange={(isOne) => {
          setIsVictimService(isOne);
          setIsSure(false);
        }}
        hint={`Its ${more} are never imported, and it is marked wherever it is named.`}
      >
        Victim-service organization
      </Checkbox>
      <Select
        label="What being served there reveals"
        hint={`Where it reveals something, only who manages or oversees the case, and may know it, sees that somebody there serves a ${one}. Once said, it can only become stricter.`}
        options={programClassOptions.filter(({ id }) =>
          classesFrom(organization?.class ?? 'general').includes(id),
        )}
        value={said}
        onChange={(id) => {
          setReveals(programClasses.find((each) => each === id) ?? 'general');
          setIsSure(false);
        }}
      />
      {isMore && (
        <Checkbox
          isSelected={isSure}
          onChange={setIsSure}
          hint={`What is on record of its people is closed to others at once, for every ${one}, and stays so.`}
        >
          This is meant: it cannot be taken back
        </Checkbox>
      )}
      <div className="form-actions">
        <SubmitButton isDisabled={isMore && !isSure}>
          {organization ? 'Save' : 'Add the organization'}
        </SubmitButton>
        <Button look="quiet" onPress={onClose}>
          {organization ? 'Leave as it was' : 'Not now'}
        </Button>
      </div>
    </>
  );
  if (organization === null)
    return (
      <Form
        schema={addOrganization.input}
        also={{ kind, isVictimService, class: reveals }}
        label="New organization"
        onSubmit={async (entered) => {
          await add.mutateAsync(entered);
          onClose();
        }}
      >
        {fields}
      </Form>
    );
  return (
    <Form
      schema={changeOrganization.input}
      also={{ organizationId: organization.organizationId, kind, isVictimService, class: reveals }}
      label={organization.name}
      onSubmit={async (entered) => {
        await change.mutateAsync(entered);
        onClose();
      }}
    >
      {fields}
    </Form>
  );
}

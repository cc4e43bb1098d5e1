import { useState } from 'react';
import type { ClientDetails } from '#contract/client-details.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { channelOptions, languagesOf } from './client-words.ts';

type Person = Omit<ClientDetails, 'clientId' | 'number' | 'version' | 'deceasedOn' | 'identifiers'>;

export const newPerson: Person = {
  legalGiven: '',
  legalFamily: '',
  preferredName: '',
  pronouns: '',
  bornOn: '',
  languages: ['English'],
  interpreterNeeded: false,
  email: '',
  phone: '',
  mayContactBy: ['call'],
  contactNote: '',
};

/** What the fields below hold that no plain field can: give it to the form as `also`. */
export function useSpoken({ languages, interpreterNeeded }: Person) {
  const [typed, setTyped] = useState(languages.join(', '));
  const [isNeeded, setIsNeeded] = useState(interpreterNeeded);
  return {
    also: { languages: languagesOf(typed), interpreterNeeded: isNeeded },
    typed,
    setTyped,
    isNeeded,
    setIsNeeded,
  };
}

/** Who the person is and how they want to be reached; the same fields when adding and when changing. */
export function ClientFields({
  person,
  spoken,
}: {
  person: Person;
  spoken: ReturnType<typeof useSpoken>;
}) {
  return (
    <>
      <div className="two">
        <TextField name="legalGiven" label="Legal given name" defaultValue={person.legalGiven} />
        <TextField name="legalFamily" label="Legal family name" defaultValue={person.legalFamily} />
        <TextField
          name="preferredName"
          label="Preferred name"
          isOptional
          hint="What people call them; shown in place of the given name."
          defaultValue={person.preferredName}
        />
        <TextField
          name="pronouns"
          label="Pronouns"
          isOptional
          hint="For example they/them."
          defaultValue={person.pronouns}
        />
        <DateField name="bornOn" label="Date of birth" isOptional defaultValue={person.bornOn} />
        <TextField
          name="languages"
          label="Languages"
          hint="The one they prefer first, separated by commas."
          value={spoken.typed}
          onChange={spoken.setTyped}
        />
      </div>
      <Checkbox isSelected={spoken.isNeeded} onChange={spoken.setIsNeeded}>
        Needs an interpreter
      </Checkbox>
      <div className="two">
        <TextField name="phone" label="Phone" isOptional type="tel" defaultValue={person.phone} />
        <TextField name="email" label="Email" isOptional type="email" defaultValue={person.email} />
      </div>
      <CheckboxGroup
        name="mayContactBy"
        label="Safe ways to make contact"
        hint="Only what the person has said is safe."
        options={channelOptions}
        defaultValue={person.mayContactBy}
      />
      {person.contactNote !== null && (
        <TextField
          name="contactNote"
          label="What to heed"
          isOptional
          hint="Shown over the chart, for example “Call after 5 pm”. Write nothing about health here."
          defaultValue={person.contactNote}
        />
      )}
    </>
  );
}

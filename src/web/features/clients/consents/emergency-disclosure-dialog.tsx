import { useState } from 'react';
import { classWords } from '#contract/consents.ts';
import { recordEmergencyDisclosure } from '#contract/emergency-disclosures.ts';
import {
  type EmergencyChannel,
  emergencyChannels,
  emergencyGrounds,
  emergencyGroundWords,
} from '#domain/consent/emergency-disclosure.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { NewProvider } from '#web/shell/new-provider.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { TimeField } from '#web/ui/time-field.tsx';
import { type Chosen, Recipients, useRecipients } from './consent-recipients.tsx';
import { useEmergencyDraft } from '#web/features/clients/fact-drafts.ts';
import { MayTell } from './may-tell.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Props = {
  clientId: string;
  mayKnow: readonly SensitivityClass[];
  today: string;
  onClose: () => void;
};

const channelWords: Readonly<Record<EmergencyChannel, string>> = {
  'in-person': 'Face to face',
  telephone: 'By telephone',
  paper: 'On paper',
};

/** The exception that the law knows, written down afterwards: who was told what, when and why without consent. */
export function EmergencyDisclosureDialog(props: Props) {
  const [isAdding, setIsAdding] = useState(false);
  const kept = useEmergencyDraft(props.clientId);
  const add = (id: string, label: string) => {
    kept.change({ kind: 'provider', current: { id, label } });
    setIsAdding(false);
  };
  return (
    <Dialog title="Told in an emergency" isOpen onClose={props.onClose} keepsTyped={!isAdding}>
      {isAdding ? (
        <Stranger onAdded={add} onBack={() => setIsAdding(false)} />
      ) : (
        <Fields {...props} {...kept} onStranger={() => setIsAdding(true)} />
      )}
    </Dialog>
  );
}

type StrangerProps = { onAdded: (id: string, name: string) => void; onBack: () => void };

/** In place of the form, which is kept meanwhile: a form cannot hold another. */
function Stranger({ onAdded, onBack }: StrangerProps) {
  return (
    <>
      <p className="soft">
        They get a place in the directory first. What you wrote waits for you meanwhile.
      </p>
      <NewProvider onAdded={onAdded} />
      <p>
        <Button look="quiet" onPress={onBack}>
          Back without adding them
        </Button>
      </p>
    </>
  );
}

type FieldsProps = Props & ReturnType<typeof useEmergencyDraft> & { onStranger: () => void };

function Fields({
  clientId,
  mayKnow,
  today,
  onClose,
  draft,
  change,
  clear,
  onStranger,
}: FieldsProps) {
  const word = useClientWord(clientId);
  const record = useTell(recordEmergencyDisclosure);
  const mayAdd = useMay('directory:write');
  const recipients = useRecipients({ ...draft, onChoose: change });
  const [named] = recipients.chosen;
  return (
    <Form
      schema={recordEmergencyDisclosure.input}
      also={{
        clientId,
        ...(named ? { to: { kind: named.kind, id: named.id } } : {}),
      }}
      label="Told in an emergency"
      onSubmit={async (entered) => {
        const { statementDueOn } = await record.mutateAsync(entered);
        clear();
        announce(saidAfter(statementDueOn));
        onClose();
      }}
    >
      <p className="soft">
        For what could not wait for the {word}’s consent. It stands in the accounting that the{' '}
        {word} can ask for, and the supervisors of the program hear of it at once.
      </p>
      <Recipients
        {...recipients}
        clientId={clientId}
        allowed={['person']}
        path="to"
        label="Who was told"
        nameLabel="Name"
        isOne
      />
      {isOutside(named) && (
        <MayTell
          clientId={clientId}
          party={{ kind: named.kind, id: named.id, name: named.label }}
        />
      )}
      {mayAdd && recipients.kind === 'provider' && (
        <p>
          <Button look="quiet" size="small" onPress={onStranger}>
            They are not in the directory
          </Button>
        </p>
      )}
      <CheckboxGroup
        name="classes"
        label="What they were told"
        hint="Each kind by its name. What you may not know yourself is not offered."
        options={mayKnow.map((id) => ({ id, label: classWords[id] }))}
        value={draft.classes}
        onChange={(classes) => change({ classes })}
      />
      <RadioGroup
        name="reason"
        label="Why it could not wait"
        options={emergencyGrounds.map((id) => ({ id, label: emergencyGroundWords(word)[id] }))}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <RadioGroup
        name="channel"
        label="How"
        layout="row"
        options={emergencyChannels.map((id) => ({ id, label: channelWords[id] }))}
        value={draft.channel}
        onChange={(channel) => change({ channel })}
      />
      <div className="two">
        <DateField
          name="on"
          label="On"
          value={draft.on === '' ? today : draft.on}
          onChange={(on) => change({ on })}
          max={today}
        />
        <TimeField
          name="time"
          label="At"
          value={draft.time}
          onChange={(time) => change({ time })}
        />
      </div>
      <TextArea
        name="words"
        label="What was told, and what happened"
        hint={`Kept sealed, for those who may know what is restricted of this ${word}.`}
        rows={4}
        limit={2000}
        value={draft.words}
        onChange={(words) => change({ words })}
      />
      <div className="form-actions">
        <SubmitButton>Record it</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave without recording
        </Button>
      </div>
    </Form>
  );
}

/** A provider or a support: nobody else is told in an emergency. */
const isOutside = (named: Chosen | undefined): named is Chosen & { kind: 'provider' | 'support' } =>
  named?.kind === 'provider' || named?.kind === 'support';

const saidAfter = (dueOn: string | null) =>
  dueOn === null
    ? 'It is recorded, and the supervisors are told.'
    : `It is recorded, and the supervisors are told. The written statement is due by ${dayInWords(dueOn)}.`;

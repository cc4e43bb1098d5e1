import { classWords } from '#contract/consents.ts';
import { recordEmergencyDisclosure } from '#contract/emergency-disclosures.ts';
import {
  type EmergencyChannel,
  emergencyChannels,
  emergencyGrounds,
  emergencyGroundWords,
} from '#domain/consent/emergency-disclosure.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
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
import { Recipients, useRecipients } from './consent-recipients.tsx';

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
export function EmergencyDisclosureDialog({ clientId, mayKnow, today, onClose }: Props) {
  const record = useTell(recordEmergencyDisclosure);
  const recipients = useRecipients();
  const [named] = recipients.chosen;
  return (
    <Dialog title="Told in an emergency" isOpen onClose={onClose}>
      <Form
        schema={recordEmergencyDisclosure.input}
        also={{
          clientId,
          ...(named ? { to: { kind: named.kind, id: named.id } } : {}),
        }}
        label="Told in an emergency"
        onSubmit={async (entered) => {
          const { statementDueOn } = await record.mutateAsync(entered);
          announce(saidAfter(statementDueOn));
          onClose();
        }}
      >
        <p className="soft">
          For what could not wait for the client’s consent. It stands in the accounting that the
          client can ask for, and the supervisors of the program hear of it at once.
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
        <CheckboxGroup
          name="classes"
          label="What they were told"
          hint="Each kind by its name. What you may not know yourself is not offered."
          options={mayKnow.map((id) => ({ id, label: classWords[id] }))}
        />
        <RadioGroup
          name="reason"
          label="Why it could not wait"
          options={emergencyGrounds.map((id) => ({ id, label: emergencyGroundWords[id] }))}
        />
        <RadioGroup
          name="channel"
          label="How"
          layout="row"
          options={emergencyChannels.map((id) => ({ id, label: channelWords[id] }))}
        />
        <div className="two">
          <DateField name="on" label="On" defaultValue={today} max={today} />
          <TimeField name="time" label="At" />
        </div>
        <TextArea
          name="words"
          label="What was told, and what happened"
          hint="Kept sealed, for those who may know what is restricted of this client."
          rows={4}
          limit={2000}
        />
        <div className="form-actions">
          <SubmitButton>Record it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave without recording
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const saidAfter = (dueOn: string | null) =>
  dueOn === null
    ? 'It is recorded, and the supervisors are told.'
    : `It is recorded, and the supervisors are told. The written statement is due by ${dateInWords(Temporal.PlainDate.from(dueOn))}.`;

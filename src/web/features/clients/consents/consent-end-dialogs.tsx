import type { ConsentView } from '#contract/consent-view.ts';
import { addRecipient, endConsent, withdrawConsent } from '#contract/consents-end.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { Recipients, useRecipients } from './consent-recipients.tsx';
import { namesOf } from './consent-words.ts';
import { useClientWord } from '#web/features/clients/use-client-word.ts';
import { StopsWithPapers } from './what-stops.tsx';

type Props = { consent: ConsentView; clientId: string; today: string; onClose: () => void };

/** What it was given until has come: it says when. */
export function EndDialog({ consent, today, onClose }: Props) {
  const end = useTell(endConsent);
  return (
    <Dialog title="What ends this consent has come" isOpen onClose={onClose}>
      <Form
        schema={endConsent.input}
        also={{ consentId: consent.consentId }}
        label="The end of the consent"
        onSubmit={async (entered) => {
          await end.mutateAsync(entered);
          onClose();
        }}
      >
        <p>From this day on nothing more is shared with {namesOf(consent)} under it.</p>
        <StopsWithPapers
          consentId={consent.consentId}
          how="ended"
          isSent={end.isPending || end.isSuccess}
        />
        <DateField
          name="on"
          label="The day on which it came"
          defaultValue={today}
          min={consent.signedOn}
          max={today}
        />
        <div className="form-actions">
          <SubmitButton>End the consent</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it as it is
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const whatWasWrong = (word: string) => [
  { id: 'wrong-client', label: `It is another ${word}’s` },
  { id: 'wrong-recipient', label: 'It names somebody else' },
  { id: 'entered-twice', label: 'It was entered twice' },
  { id: 'other', label: 'Something else' },
];

/** It never held: the record keeps that it was here, and what was shared under it waits to be looked at. */
export function WithdrawDialog({ consent, clientId, onClose }: Props) {
  const word = useClientWord(clientId);
  const withdraw = useTell(withdrawConsent);
  return (
    <Dialog title="Recorded in error?" isOpen onClose={onClose}>
      <Form
        schema={withdrawConsent.input}
        also={{ consentId: consent.consentId }}
        label="Recorded in error"
        onSubmit={async (entered) => {
          const { disclosures } = await withdraw.mutateAsync(entered);
          announce(
            disclosures === 0
              ? 'It never held. Nothing was shared under it.'
              : `It never held. What was shared under it stands in the disclosures: ${disclosures}.`,
          );
          onClose();
        }}
      >
        <p>
          Then it never held, and{' '}
          {consent.isRefusal ? 'keeps nothing back' : 'nothing more goes out under it'}. The
          timeline keeps that it was recorded. If the {word} has changed their mind, revoke it
          instead.
        </p>
        <StopsWithPapers
          consentId={consent.consentId}
          how="withdrawn"
          isSent={withdraw.isPending || withdraw.isSuccess}
          isRare={consent.isRefusal}
        />
        <RadioGroup name="reason" label="What was wrong" options={whatWasWrong(word)} />
        <div className="form-actions">
          <SubmitButton look="danger">Record that it never held</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Keep it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Page 3 of the form: one more partner, with the client’s initials of that day. */
export function AddendumDialog({ consent, clientId, today, onClose }: Props) {
  const word = useClientWord(clientId);
  const add = useTell(addRecipient);
  const recipients = useRecipients({ kind: 'organization' });
  const [named] = recipients.chosen;
  return (
    <Dialog title="Add a partner to this form" isOpen onClose={onClose}>
      <Form
        schema={addRecipient.input}
        also={{
          consentId: consent.consentId,
          recipient: named ? { kind: named.kind, id: named.id } : { kind: 'organization', id: '' },
        }}
        label="One more partner"
        onSubmit={async (entered) => {
          await add.mutateAsync(entered);
          announce('The partner is added.');
          onClose();
        }}
      >
        <p>
          The {word} initials the added page. The partner may then be told all that the form covers,
          from the day of the initials on.
        </p>
        <Recipients
          {...recipients}
          clientId={clientId}
          allowed={['organization', 'person']}
          path="recipient.id"
          label="Who may be told too"
          isOne
        />
        <div className="two">
          <TextField name="initials" label={`The ${word}’s initials`} />
          <DateField
            name="initialsOn"
            label="Initialled on"
            defaultValue={today}
            min={consent.signedOn}
            max={today}
          />
        </div>
        <div className="form-actions">
          <SubmitButton>Add the partner</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it as it is
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

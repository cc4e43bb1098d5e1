import { z } from 'zod';
import { addContactAddendum, longestAddendum } from '#contract/contacts.ts';
import type { RecordEntryView } from '#contract/record.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { UntrainedNote } from '#web/shell/untrained-note.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { useAddendumDraft } from '#web/features/clients/fact-drafts.ts';

const addendum = z.object({
  text: z
    .string()
    .trim()
    .min(1, 'Write what was wrong or missing.')
    .max(longestAddendum, `Keep it to ${longestAddendum} characters.`),
});

type Props = { entry: RecordEntryView | null; onClose: () => void };

/** What was written stays; what was wrong or missing is said below it. */
export function ContactAddendumDialog({ entry, onClose }: Props) {
  const contactId = entry?.contact?.contactId ?? '';
  return (
    <Dialog title="Add a correction" isOpen={entry !== null} onClose={onClose} keepsTyped>
      <p className="soft">{entry?.text}</p>
      <UntrainedNote />
      <Correction
        key={contactId}
        contactId={contactId}
        ofContact={entry?.contact?.class ?? 'general'}
        onClose={onClose}
      />
    </Dialog>
  );
}

type CorrectionProps = {
  contactId: string;
  ofContact: SensitivityClass;
  onClose: () => void;
};

function Correction({ contactId, ofContact, onClose }: CorrectionProps) {
  const tell = useTell(addContactAddendum);
  const { draft, change, clear } = useAddendumDraft(contactId);
  const { read } = draft;
  return (
    <Form
      schema={addendum}
      onSubmit={async ({ text }) => {
        await tell.mutateAsync({ contactId, text, ...(read === null ? {} : { class: read }) });
        clear();
        onClose();
      }}
    >
      <TextArea
        name="text"
        label="What was wrong or missing"
        hint="It stands below the contact, with your name and today’s date. The contact itself stays as it was."
        limit={longestAddendum}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <ClassSuggestion
        text={draft.text}
        kept={read ?? ofContact}
        onAccept={(accepted) => change({ read: accepted })}
      />
      <div className="actions">
        <SubmitButton>Add it</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

import { useState } from 'react';
import { recordHeldElsewhere } from '#contract/held-elsewhere.ts';
import { counted } from '#domain/plurals.ts';
import { heldSources, heldSourceWords } from '#domain/record/held-sources.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

const sources = heldSources.map((id) => ({ id, label: heldSourceWords[id] }));

type Props = { enrollmentIds: readonly string[]; today: string; onDone: () => void };

/** The same date and source for all that are selected, or for none of them. */
export function HeldElsewhereTogether({ enrollmentIds, today, onDone }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const tell = useTell(recordHeldElsewhere);
  const count = enrollmentIds.length;
  if (count === 0) return null;
  const chosen = counted(count, 'enrollment');

  return (
    <div className="selection">
      <span className="strong">{chosen} selected</span>
      <Button look="primary" onPress={() => setIsOpen(true)}>
        Give one date and source
      </Button>
      <Button look="quiet" onPress={onDone}>
        Clear
      </Button>
      <Dialog title={`Held elsewhere: ${chosen}`} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <Form
          schema={recordHeldElsewhere.input}
          also={{ enrollmentIds: [...enrollmentIds] }}
          onSubmit={async (fields) => {
            const { recorded, corrected } = await tell.mutateAsync(fields);
            announce(`${recorded + corrected} recorded.`);
            setIsOpen(false);
            onDone();
          }}
        >
          <p className="soft">All of them get this date and source, or none does.</p>
          <DateField name="heldOn" label="Held on" max={today} />
          <Select name="source" label="Known from" options={sources} />
          <div className="actions">
            <SubmitButton>Record for {chosen}</SubmitButton>
            <Button look="quiet" onPress={() => setIsOpen(false)}>
              Leave it
            </Button>
          </div>
        </Form>
      </Dialog>
    </div>
  );
}

import { useState } from 'react';
import { z } from 'zod';
import { why } from '#contract/conferences/parts.ts';
import { discardConference } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';

const fields = z.object({ reason: why });

type Props = { conferenceId: string; isExchange?: boolean };

/** Possible while nothing was written down, or nobody has answered by email: then nothing of the conference counts. */
export function CloseNotHeld({ conferenceId, isExchange = false }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const discard = useTell(discardConference);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>Record as not held</Button>
      <Dialog title="Record this conference as not held?" isOpen={isOpen} onClose={close}>
        <Form
          schema={fields}
          onSubmit={async ({ reason }) => {
            await discard.mutateAsync({ conferenceId, reason });
            close();
          }}
        >
          <p>Nothing of it counts, nothing is sent, and everybody in it goes back to due.</p>
          {isExchange && (
            <p>
              What was written stays here to be read. Log the request as an attempt next: an attempt
              is evidence that somebody asked.
            </p>
          )}
          <TextArea name="reason" label="Why it was not held" limit={280} autoFocus />
          <div className="actions">
            <SubmitButton>Record as not held</SubmitButton>
            <Button look="quiet" onPress={close}>
              Go back
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}

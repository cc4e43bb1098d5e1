import { useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { cancelConference } from '#contract/conferences/invite.ts';
import { longestLine, why } from '#contract/conferences/parts.ts';
import { pluralOf } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { peopleInWords, wordIn } from '#web/features/conferences/plan-words.ts';

const schema = z.object({ reason: why });

/** Calls a conference off, with the reason; whoever was invited is told, in words that give nothing away. */
export function CancelPlan({ view }: { view: ConferenceView }) {
  const [isOpen, setIsOpen] = useState(false);
  const { conferenceId } = view;
  const cancel = useTell(cancelConference);
  const invited = view.attendees.filter(({ invitedTo }) => invitedTo.length > 0).length;
  const isDraft = view.state === 'draft';
  const isOver = view.missed !== null;
  const close = () => setIsOpen(false);
  return (
    <>
      <Button look="quiet" onPress={() => setIsOpen(true)}>
        {isDraft
          ? 'Give this draft up'
          : isOver
            ? 'It did not take place'
            : 'Cancel the conference'}
      </Button>
      <Dialog
        title={
          isDraft
            ? 'Give this draft up?'
            : isOver
              ? 'Did it not take place?'
              : 'Cancel this conference?'
        }
        isOpen={isOpen}
        onClose={close}
      >
        <Form
          schema={schema}
          onSubmit={async ({ reason }) => {
            await cancel.mutateAsync({ conferenceId, reason });
          }}
        >
          <p>
            {isDraft
              ? 'Nobody was invited, so nobody is told.'
              : isOver
                ? 'Its time is over, so nobody is written to.'
                : `${peopleInWords(invited)} ${invited === 1 ? 'is' : 'are'} told that it does not take place. The mail gives no reason.`}{' '}
            The {pluralOf(wordIn(view))} go back to where they stood on Today.
          </p>
          <TextArea
            name="reason"
            label="The reason"
            hint="For your own records. It is not sent."
            limit={longestLine}
            rows={2}
          />
          <div className="actions form-actions">
            <SubmitButton look="danger">
              {isDraft
                ? 'Give it up'
                : isOver
                  ? 'Call it off'
                  : `Cancel and tell ${peopleInWords(invited)}`}
            </SubmitButton>
            <Button look="quiet" onPress={close}>
              Keep it
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}

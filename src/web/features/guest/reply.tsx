import { type GuestMeeting, replyAsGuest } from '#contract/guest.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { answeredInWords, replyOptions } from './guest-words.ts';
import { Sheetlet } from './sheetlet.tsx';

type Props = { told: Pick<GuestMeeting, 'visitId' | 'reply'>; onOver: () => void };

export function Reply({ told: { visitId, reply }, onOver }: Props) {
  const tell = useTell(replyAsGuest, { asksWhenRefused: true });
  return (
    <Sheetlet title="Reply" isForScreen>
      <p>{answeredInWords(reply)}</p>
      <Form
        schema={replyAsGuest.input}
        also={{ visitId }}
        label="Your reply"
        onSubmit={async (values) => {
          try {
            await tell.mutateAsync(values);
            announce('Your reply was sent.');
          } catch (error) {
            const { type, title } = troubleOf(error);
            if (type === 'guest-over') return onOver();
            // The form goes once the page knows that the meeting has begun.
            if (type === 'guest-too-late') announce(title, 'assertive');
            throw error;
          }
        }}
      >
        <RadioGroup
          name="reply"
          label="Can you come?"
          options={replyOptions}
          defaultValue={reply === 'waiting' ? null : reply}
        />
        <div className="form-actions">
          <SubmitButton>Send my reply</SubmitButton>
        </div>
      </Form>
    </Sheetlet>
  );
}

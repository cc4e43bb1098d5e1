import { proveSession } from '#contract/session.ts';
import { call } from '#web/api/call.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Props = { email: string; onAnswer: (proved: boolean) => void };

/** The password once more. */
export function StepUpForm({ email, onAnswer }: Props) {
  return (
    <Dialog title="Is it you?" isOpen onClose={() => onAnswer(false)}>
      <Form
        schema={proveSession.input}
        label="Is it you?"
        onSubmit={async (entered) => {
          await call(proveSession, entered);
          onAnswer(true);
        }}
      >
        <p>This needs your password once more. Somebody else could sit at your screen.</p>
        <input
          className="vh"
          type="text"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField
          name="password"
          label="Your password"
          type="password"
          autoComplete="current-password"
          autoFocus
        />
        <div className="form-actions">
          <SubmitButton>Go on</SubmitButton>
          <Button look="quiet" onPress={() => onAnswer(false)}>
            Leave it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

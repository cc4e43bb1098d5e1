import { useCallback, useEffect, useRef, useState } from 'react';
import { proveSession } from '#contract/session.ts';
import { call, onStepUp } from '#web/api/call.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

/** Asks for the password where the server wants to be shown once more who is there; what was asked then goes on by itself. */
export function StepUpDialog({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<((proved: boolean) => void) | null>(null);
  const close = useCallback((proved: boolean) => {
    answer.current?.(proved);
    answer.current = null;
    setOpen(false);
  }, []);
  useEffect(() => {
    onStepUp(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => {
      onStepUp(null);
      // Nobody can answer any more: what waits must not wait for ever.
      close(false);
    };
  }, [close]);
  return (
    <Dialog title="Is it you?" isOpen={isOpen} onClose={() => close(false)}>
      <Form
        schema={proveSession.input}
        label="Is it you?"
        onSubmit={async (entered) => {
          await call(proveSession, entered);
          close(true);
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
          <Button look="quiet" onPress={() => close(false)}>
            Leave it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

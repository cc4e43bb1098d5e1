import { useState } from 'react';
import { changePassword } from '#contract/account.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

export function PasswordPart() {
  const [isOpen, setIsOpen] = useState(false);
  const [isChanged, setIsChanged] = useState(false);
  const tell = useTell(changePassword);
  const close = () => setIsOpen(false);

  return (
    <SectionBand
      title="Password"
      tools={
        <Button size="small" onPress={() => setIsOpen(true)}>
          Change password
        </Button>
      }
    >
      <p className="soft">
        {isChanged
          ? 'Your password was changed. All your other sessions have ended.'
          : 'A change ends all your other sessions.'}
      </p>
      <Dialog title="Change your password" isOpen={isOpen} onClose={close}>
        <Form
          schema={changePassword.input}
          onSubmit={async (values) => {
            await tell.mutateAsync(values);
            setIsChanged(true);
            announce('Your password was changed.');
            close();
          }}
        >
          <TextField
            name="current"
            label="Current password"
            type="password"
            autoComplete="current-password"
            autoFocus
          />
          <TextField
            name="next"
            label="New password"
            hint="At least 15 characters. Several words in a row are easy to remember."
            type="password"
            autoComplete="new-password"
          />
          <div className="form-actions">
            <SubmitButton>Change password</SubmitButton>
            <Button look="quiet" onPress={close}>
              Keep the old one
            </Button>
          </div>
        </Form>
      </Dialog>
    </SectionBand>
  );
}

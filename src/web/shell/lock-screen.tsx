import { useEffect } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { z } from 'zod';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Props = {
  person: string;
  onUnlock: (password: string) => Promise<void>;
  onUnlocked: () => void;
  onSignOut: () => void;
};

const fields = z.object({ password: z.string().min(1, 'Enter your password') });

/** Covers the page, keeps the work behind it, and lets only the same person go on. */
export function LockScreen({ person, onUnlock, onUnlocked, onSignOut }: Props) {
  useEffect(() => {
    const title = document.title;
    document.title = 'Locked – Roundtable';
    return () => {
      document.title = title;
    };
  }, []);

  return (
    <ModalOverlay className="lock-screen" isOpen isKeyboardDismissDisabled>
      <Modal className="lock-card">
        <Dialog role="alertdialog">
          <Heading slot="title" level={1}>
            Locked
          </Heading>
          <p className="soft">Your work is kept as you left it.</p>
          <Form
            schema={fields}
            onSubmit={async ({ password }) => {
              await onUnlock(password);
              onUnlocked();
            }}
          >
            <input
              className="vh"
              type="text"
              autoComplete="username"
              value={person}
              readOnly
              tabIndex={-1}
              aria-hidden="true"
            />
            <TextField
              name="password"
              label={`Password of ${person}`}
              type="password"
              autoComplete="current-password"
              autoFocus
            />
            <div className="form-actions">
              <SubmitButton>Go on</SubmitButton>
              <Button look="quiet" onPress={onSignOut}>
                Sign out and discard
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

import { useState } from 'react';
import { z } from 'zod';
import { addPasskey, askForNewPasskey, removePasskey, type Account } from '#contract/account.ts';
import { canUsePasskeys, makePasskey } from '#web/api/passkey.ts';
import { useTell } from '#web/api/use-ask.ts';
import { dayAndTime } from '#web/shell/day-and-time.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Passkey = Account['passkeys'][number];

export function PasskeysPart({ passkeys }: { passkeys: readonly Passkey[] }) {
  const [isAdding, setIsAdding] = useState(false);
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const remove = useTell(removePasskey);

  return (
    <SectionBand
      title="Passkeys"
      tools={
        canUsePasskeys() && (
          <Button size="small" onPress={() => setIsAdding(true)}>
            Add a passkey
          </Button>
        )
      }
    >
      {passkeys.length === 0 ? (
        <p className="soft">
          A passkey signs you in with the fingerprint, face or PIN of a device, without a password.
        </p>
      ) : (
        <RowsList
          label="Passkeys"
          items={passkeys.map((passkey) => ({
            id: passkey.passkeyId,
            text: (
              <>
                {passkey.name} <span className="soft">added {dayAndTime(passkey.madeAt)}</span>
              </>
            ),
            action: (
              <Button
                look="quiet"
                size="row"
                aria-label={`Remove ${passkey.name}`}
                onPress={() => setLeaving(passkey)}
              >
                Remove
              </Button>
            ),
          }))}
        />
      )}
      <Dialog title="Add a passkey" isOpen={isAdding} onClose={() => setIsAdding(false)}>
        <AddForm onClose={() => setIsAdding(false)} />
      </Dialog>
      <ConfirmDialog
        title={`Remove the passkey ${leaving?.name ?? ''}?`}
        confirm="Remove"
        keep="Keep it"
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        onConfirm={async () => {
          if (leaving) await remove.mutateAsync({ passkeyId: leaving.passkeyId });
        }}
      >
        That device can then no longer sign you in.
      </ConfirmDialog>
    </SectionBand>
  );
}

const fields = z.object({
  name: addPasskey.input.shape.name,
  password: askForNewPasskey.input.shape.password,
});

function AddForm({ onClose }: { onClose: () => void }) {
  const ask = useTell(askForNewPasskey);
  const add = useTell(addPasskey);
  return (
    <Form
      schema={fields}
      onSubmit={async ({ name, password }) => {
        const response = await makePasskey(await ask.mutateAsync({ password }));
        await add.mutateAsync({ name, response });
        onClose();
      }}
    >
      <TextField
        name="name"
        label="Name"
        hint="So that you know it again, for example: Work laptop."
        autoFocus
      />
      <TextField
        name="password"
        label="Your password"
        type="password"
        autoComplete="current-password"
      />
      <div className="form-actions">
        <SubmitButton>Ask this device</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

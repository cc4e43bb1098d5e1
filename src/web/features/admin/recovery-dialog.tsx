import { recoverStaff } from '#contract/staff.ts';
import type { StaffMember } from '#contract/staff-member.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { WayInMade } from './way-in.tsx';

type Props = { member: StaffMember; isOpen: boolean; onClose: () => void };

/** Helps somebody in who has forgotten or lost what they sign in with. */
export function RecoveryDialog({ member, isOpen, onClose }: Props) {
  const tell = useTell(recoverStaff);
  const close = () => {
    tell.reset();
    onClose();
  };
  return (
    <Dialog title={`Help ${member.fullName} sign in`} isOpen={isOpen} onClose={close}>
      {tell.data ? (
        <>
          <WayInMade made={tell.data} />
          <div className="form-actions">
            <Button onPress={close}>Close</Button>
          </div>
        </>
      ) : (
        <Form
          schema={recoverStaff.input}
          also={{ staffId: member.staffId }}
          label="Make a link"
          onSubmit={async (values) => {
            await tell.mutateAsync(values);
          }}
        >
          <p>
            The link goes to them by mail; without a mail server you get it, to give to them. With
            it they set a new password, and are signed out everywhere. Everybody who manages staff
            or supervises reads of it.
          </p>
          <RadioGroup
            name="lost"
            label="What have they lost?"
            defaultValue="password"
            options={[
              {
                id: 'password',
                label: 'Only the password',
                detail: 'Sign-in codes and passkeys stay, and are asked for.',
              },
              {
                id: 'everything',
                label: 'Their codes or passkey too',
                detail: 'Make sure who is asking. Codes and passkeys are taken away.',
              },
            ]}
          />
          <div className="form-actions">
            <SubmitButton>Make a link</SubmitButton>
            <Button look="quiet" onPress={close}>
              Leave it
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}

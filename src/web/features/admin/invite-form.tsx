import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import { inviteStaff } from '#contract/staff.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { MayTakeListsField } from './may-take-lists-field.tsx';
import { RolesFields } from './roles-fields.tsx';
import { StaffClassField } from './staff-class-field.tsx';
import { WayInMade } from './way-in.tsx';

export function InviteForm({ onClose }: { onClose: () => void }) {
  const tell = useTell(inviteStaff);
  const [made, setMade] = useState<ReplyOf<typeof inviteStaff> | null>(null);
  const [mayTakeLists, setMayTakeLists] = useState(false);
  if (made)
    return (
      <>
        <WayInMade made={made} />
        <div className="form-actions">
          <Button look="primary" onPress={onClose}>
            Done
          </Button>
        </div>
      </>
    );

  return (
    <Form
      schema={inviteStaff.input}
      also={{ mayTakeLists }}
      label="Invite somebody"
      onSubmit={async (values) => setMade(await tell.mutateAsync(values))}
    >
      <TextField name="fullName" label="Name" autoFocus />
      <TextField name="title" label="Title" hint="As it stands on conference forms." />
      <StaffClassField />
      <TextField name="email" label="Work email" type="email" hint="They sign in with it." />
      <RolesFields />
      <MayTakeListsField value={mayTakeLists} onChange={setMayTakeLists} />
      <div className="form-actions">
        <SubmitButton>Make an invitation</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

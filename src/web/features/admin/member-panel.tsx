import { useState } from 'react';
import {
  changeStaff,
  deactivateStaff,
  reactivateStaff,
  renewInvitation,
  unlockStaff,
} from '#contract/staff.ts';
import type { StaffMember } from '#contract/staff-member.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { MayTakeListsField } from './may-take-lists-field.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { RolesFields } from './roles-fields.tsx';
import { StaffClassField } from './staff-class-field.tsx';
import { TeamsPart } from './teams-part.tsx';
import { WaitsForSecond, WayInMade } from './way-in.tsx';

type Props = {
  member: StaffMember;
  /** Nobody else who could do what nobody does to themselves. */
  isOnlyAdministrator: boolean;
  onClose: () => void;
};

export function MemberPanel({ member, isOnlyAdministrator, onClose }: Props) {
  const change = useTell(changeStaff);
  const [fullName, setFullName] = useState(member.fullName);
  const [title, setTitle] = useState(member.title);
  const [mayTakeLists, setMayTakeLists] = useState(member.mayTakeLists);
  const { staffId, roles } = member;
  /** Whoever invites somebody under the name that they typed means that name. */
  const saveName = async () => {
    const isTheSame = fullName === member.fullName && title === member.title;
    const named = changeStaff.input.safeParse({ staffId, fullName, title, roles });
    // Of an auditor more is asked than their name, in the form above.
    if (isTheSame || !named.success || roles.includes('auditor')) return;
    await change.mutateAsync(named.data);
  };
  return (
    <>
      <Form
        schema={changeStaff.input}
        also={{
          staffId: member.staffId,
          ...(member.isYou ? { roles: member.roles } : { mayTakeLists }),
        }}
        label="Name, title and roles"
        onSubmit={async (values) => {
          const { outcome } = await change.mutateAsync(values);
          if (outcome === 'done') onClose();
        }}
      >
        <TextField name="fullName" label="Name" value={fullName} onChange={setFullName} />
        <TextField
          name="title"
          label="Title"
          hint="Holds from today. Earlier conferences keep the title of their day."
          value={title}
          onChange={setTitle}
        />
        <StaffClassField value={member.providerClass} />
        {member.isYou ? (
          <p className="soft">
            Nobody changes their own roles, or gives themselves the right to save lists.{' '}
            {isOnlyAdministrator
              ? 'You are the only administrator: give somebody else that role, and they can.'
              : 'Another administrator can.'}
          </p>
        ) : (
          <>
            <RolesFields
              held={member.roles}
              auditorUntil={member.auditorUntil}
              auditorPrograms={member.auditorPrograms}
              auditorPeriod={member.auditorPeriod}
              auditorSample={member.auditorSample}
            />
            <MayTakeListsField value={mayTakeLists} onChange={setMayTakeLists} />
          </>
        )}
        <div className="form-actions">
          <SubmitButton>Save</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave as it was
          </Button>
        </div>
      </Form>
      {change.data?.outcome === 'waiting' && <WaitsForSecond />}
      <TeamsPart member={member} />
      <AccessPart member={member} onInvite={saveName} onClose={onClose} />
    </>
  );
}

const addressed = renewInvitation.input.pick({ email: true }).required();

/** Whoever came by an import has nothing to sign in with before an address is given. */
const FirstInvitation = ({ onSubmit }: { onSubmit: (email: string) => Promise<void> }) => (
  <Form schema={addressed} label="Invite them" onSubmit={({ email }) => onSubmit(email)}>
    <TextField
      name="email"
      label="Work email"
      type="email"
      hint="They came by an import without one. They sign in with it, and find the cases that are theirs."
    />
    <div className="form-actions">
      <SubmitButton look="secondary">Make an invitation</SubmitButton>
    </div>
  </Form>
);

type AccessProps = { member: StaffMember; onInvite: () => Promise<void>; onClose: () => void };

function AccessPart({ member, onInvite, onClose }: AccessProps) {
  const { staffId, state, isYou, isLocked, fullName, email } = member;
  const [isAsking, setIsAsking] = useState(false);
  const [isHelping, setIsHelping] = useState(false);
  const deactivate = useTell(deactivateStaff);
  const reactivate = useTell(reactivateStaff);
  const unlock = useTell(unlockStaff);
  const renew = useTell(renewInvitation);
  const trouble = [reactivate, unlock, ...(email === '' ? [] : [renew])].find(
    ({ isError }) => isError,
  )?.error;

  return (
    <SectionBand title="Sign-in">
      {trouble && <Banner tone="late" title={troubleOf(trouble).title} />}
      {renew.data && <WayInMade made={renew.data} />}
      {(state === 'invited' || state === 'not-invited') && email === '' && (
        <FirstInvitation
          onSubmit={async (given) => {
            await onInvite();
            await renew.mutateAsync({ staffId, email: given });
          }}
        />
      )}
      {state === 'invitation-waits' && !renew.data && <WaitsForSecond />}
      <p className="actions">
        {renew.data && <Button onPress={onClose}>Done</Button>}
        {isLocked && <Button onPress={() => unlock.mutate({ staffId })}>Unlock the sign-in</Button>}
        {(state === 'invited' || state === 'not-invited') && email !== '' && (
          <Button onPress={() => renew.mutate({ staffId })}>Make a new invitation</Button>
        )}
        {state === 'active' && !isYou && (
          <Button onPress={() => setIsHelping(true)}>Help them sign in</Button>
        )}
        {state === 'deactivated' && (
          <Button onPress={() => reactivate.mutate({ staffId })}>Bring back</Button>
        )}
        {state !== 'deactivated' && !isYou && (
          <Button look="danger" onPress={() => setIsAsking(true)}>
            Deactivate
          </Button>
        )}
        {isYou && <span className="soft">You are signed in with it now.</span>}
      </p>
      <RecoveryDialog member={member} isOpen={isHelping} onClose={() => setIsHelping(false)} />
      <ConfirmDialog
        title={`Deactivate ${fullName}?`}
        confirm="Deactivate"
        keep="Keep active"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          await deactivate.mutateAsync({ staffId });
        }}
      >
        They are signed out everywhere at once. What they wrote stays, and they can be brought back.
      </ConfirmDialog>
    </SectionBand>
  );
}

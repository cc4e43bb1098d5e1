import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { takeOff } from '#contract/conferences/invite.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import type { Attendee } from './plan-drafts.ts';

/** Takes one person off the meeting; a holder of a role stays until somebody else holds it. */
export function TakeOff({ view, attendee }: { view: ConferenceView; attendee: Attendee }) {
  const [isOpen, setIsOpen] = useState(false);
  const tell = useTell(takeOff);
  const { conferenceId, version } = view;
  const { name, person, invitedTo, hasEmail, hasDied } = attendee;
  if (!view.may.plan) return null;
  if (Object.values(view.roles).includes(person.id))
    return <span className="small soft">Holds a role</span>;
  const isTold = invitedTo.length > 0 && hasEmail;
  const noMailBecause = hasDied
    ? ', because they have died'
    : invitedTo.length > 0
      ? ': tell them yourself'
      : ', because they were not invited';
  return (
    <>
      <Button look="quiet" size="small" onPress={() => setIsOpen(true)}>
        Take off<span className="vh"> {name}</span>
      </Button>
      <ConfirmDialog
        title={`Take ${name} off this conference?`}
        confirm={isTold ? 'Take off and tell them' : 'Take off'}
        keep="Keep them"
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onConfirm={async () => {
          await tell.mutateAsync({ conferenceId, version, person });
        }}
      >
        {isTold
          ? `${name} gets a mail that the meeting does not take place for them. It gives no reason. Nobody else is told.`
          : `${name} gets no mail${noMailBecause}. Nobody else is told.`}
      </ConfirmDialog>
    </>
  );
}

import { type mailStates, sendMailAgain } from '#contract/outbox.ts';
import { useTell } from '#web/api/use-ask.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';

type Props = {
  mail: { mailId: string; state: (typeof mailStates)[number] } | null;
  onClose: () => void;
};

const doubts: Partial<Record<(typeof mailStates)[number], string>> = {
  sent: 'It left. Ask first whether it arrived: if it did, the person receives it twice.',
  unknown: 'Nobody knows whether it arrived. If it did, the person receives it twice.',
};

export function SendMailAgainDialog({ mail, onClose }: Props) {
  const again = useTell(sendMailAgain);
  return (
    <ConfirmDialog
      title="Send this mail again?"
      confirm="Send it again"
      keep="Leave it"
      look="primary"
      isOpen={mail !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (mail) await again.mutateAsync({ mailId: mail.mailId });
      }}
    >
      {mail && doubts[mail.state]} It goes to the same person with the same words, at the address
      that is on file now. A link in it is a new one, and the one before opens nothing any more.
    </ConfirmDialog>
  );
}

import { ConfirmDialog } from './confirm-dialog.tsx';
import { DialogFrame, type DialogProps } from './dialog-frame.tsx';
import { useLeaving } from './use-leaving.ts';

type Props = Omit<DialogProps, 'box'> & {
  /** What was typed is there again when it is opened once more. */
  keepsTyped?: boolean;
};

/** Stops the page until it is answered. Escape closes it, and asks first where that would lose what was written. */
export function Dialog({ keepsTyped = false, onClose, children, ...frame }: Props) {
  const { box, leave, isAsking, stay } = useLeaving(onClose);
  return (
    <DialogFrame {...frame} onClose={keepsTyped ? onClose : leave} box={box}>
      {children}
      <ConfirmDialog
        title="Leave without saving?"
        confirm="Leave without saving"
        keep="Go on"
        isOpen={isAsking}
        onClose={stay}
        onConfirm={onClose}
      >
        What was entered here is not kept.
      </ConfirmDialog>
    </DialogFrame>
  );
}

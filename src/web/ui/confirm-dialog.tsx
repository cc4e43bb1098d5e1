import { type ReactNode, useState } from 'react';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { type Trouble, troubleOf } from './trouble.ts';

type Props = {
  title: string;
  children: ReactNode;
  confirm: string;
  keep: string;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => Promise<void> | void;
  look?: 'danger' | 'primary';
};

/** Asks once more, only for what cannot be undone. It stays open while the answer travels and when it fails. */
export function ConfirmDialog({ title, children, confirm, keep, look = 'danger', ...rest }: Props) {
  const { isOpen, onClose, onConfirm } = rest;
  const [isSending, setIsSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const close = () => {
    setTrouble(null);
    onClose();
  };
  const send = async () => {
    setIsSending(true);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsSending(false);
    }
  };

  return (
    <DialogFrame title={title} isOpen={isOpen} onClose={close} role="alertdialog">
      <div className="stack">
        {typeof children === 'string' ? <p>{children}</p> : children}
        {trouble && <Banner tone="late" title={trouble.title} reference={trouble.reference} />}
      </div>
      <div className="actions">
        <Button look={look} isPending={isSending} onPress={send}>
          {confirm}
        </Button>
        <Button look="quiet" onPress={close}>
          {keep}
        </Button>
      </div>
    </DialogFrame>
  );
}

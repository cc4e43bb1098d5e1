import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** In place of closing, where Escape or a press beside it would lose what was entered. */
  onLeave?: () => void;
  children: ReactNode;
  isWide?: true;
  role?: 'dialog' | 'alertdialog';
};

/** Stops the page until it is answered. Escape closes it, and the focus returns to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  isWide,
  role = 'dialog',
  onLeave,
}: Props) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && (onLeave ?? onClose)()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={isWide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog role={role}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

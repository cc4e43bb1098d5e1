import type { ReactNode, RefCallback } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  isWide?: true;
  role?: 'dialog' | 'alertdialog';
  box?: RefCallback<HTMLElement>;
};

/** Stops the page until it is answered. The focus returns to where it was. */
export function DialogFrame({
  title,
  isOpen,
  onClose,
  children,
  isWide,
  role = 'dialog',
  box,
}: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog'}
    >
      <Modal className={isWide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog role={role} {...(box && { ref: box })}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

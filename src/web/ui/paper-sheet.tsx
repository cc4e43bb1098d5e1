import { type ReactNode, useEffect } from 'react';
import { createPortal } from 'react-dom';

type Props = { className?: string; children: ReactNode; onPrinted: () => void };

/** A sheet that is on paper alone: it is printed as soon as it is there, and nothing of the page beneath it with it. */
export function PaperSheet({ className = '', children, onPrinted }: Props) {
  // Not every browser waits in print() until the sheet is printed.
  useEffect(() => {
    addEventListener('afterprint', onPrinted, { once: true });
    print();
    return () => removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  return createPortal(
    <section className={`alone-on-paper print-only ${className}`.trim()}>{children}</section>,
    document.body,
  );
}

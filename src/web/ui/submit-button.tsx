import { type ReactNode, use } from 'react';
import type { ButtonSize, Look } from './button-class.ts';
import { Button } from './button.tsx';
import { FormSending } from './form-sending.ts';

/** Sends the form around it; a second press while it is on its way does nothing. */
export function SubmitButton(props: {
  children: ReactNode;
  look?: Look;
  size?: ButtonSize;
  isDisabled?: boolean;
}) {
  const isSending = use(FormSending);
  return <Button type="submit" look="primary" {...props} isPending={isSending} />;
}

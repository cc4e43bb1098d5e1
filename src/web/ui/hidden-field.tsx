import type { ReactNode } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';

type Props = { name: string; value: string; children: ReactNode };

/** A value that something else than typing gives, with what is wrong about it beside that. */
export function HiddenField({ name, value, children }: Props) {
  return (
    <TextField name={name} value={value} className="field" data-field={name}>
      {children}
      <FieldError className="error-text" />
      <Input type="hidden" />
    </TextField>
  );
}

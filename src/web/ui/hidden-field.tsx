import type { ReactNode } from 'react';
import { FieldError, Input, TextField } from 'react-aria-components';

type Props = { name: string; label: string; value: string; children: ReactNode };

/** A value that something else than typing gives, with what is wrong about it below that. */
export function HiddenField({ name, label, value, children }: Props) {
  return (
    <div className="field" data-field={name}>
      {children}
      <TextField name={name} value={value} aria-label={label}>
        <FieldError className="error-text" />
        <Input type="hidden" />
      </TextField>
    </div>
  );
}

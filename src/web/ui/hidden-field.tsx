import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = { name: string; label: string; value: string; children: ReactNode };

/** A value that something else than typing gives, with what is wrong about it below that. */
export function HiddenField({ name, label, value, children }: Props) {
  const wrong = useWrong(name);
  return (
    <div className="field" data-field={name}>
      {children}
      <TextField name={name} value={value} aria-label={label} {...invalidIf(wrong)}>
        <FieldError className="error-text">{wrong}</FieldError>
        <Input type="hidden" />
      </TextField>
    </div>
  );
}

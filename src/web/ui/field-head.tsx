import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';

/** What every field can be told. `name` is the path of the value in the form's schema. */
export type FieldProps = {
  label: string;
  hint?: ReactNode;
  name?: string;
  isOptional?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
};

export type FieldWidth = 'full' | 'short' | 'narrow';

/** The words above a field, in the order they are read: label, hint, what is wrong. */
export function FieldHead({
  label,
  hint,
  isOptional,
  wrong,
}: Pick<FieldProps, 'label' | 'hint' | 'isOptional'> & { wrong: string | undefined }) {
  return (
    <>
      <Label className="label">
        {label}
        {isOptional && <span className="soft"> (optional)</span>}
      </Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="error-text">{wrong}</FieldError>
    </>
  );
}

export const fieldClass = (width: FieldWidth) =>
  width === 'full' ? 'field' : `field field-${width}`;

import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Taken =
  | 'name'
  | 'value'
  | 'isSelected'
  | 'defaultSelected'
  | 'onChange'
  | 'isIndeterminate'
  | 'isDisabled'
  | 'slot';
type Props = Pick<CheckboxProps, Taken> & { children: ReactNode; hint?: ReactNode };

export function Checkbox({ children, hint, ...rest }: Props) {
  const wrong = useWrong(rest.name);
  return (
    <AriaCheckbox {...rest} {...invalidIf(wrong)} className="choice" data-field={rest.name}>
      <span className="choice-mark" aria-hidden="true" />
      <span>
        {children}
        {hint !== undefined && <span className="hint">{hint}</span>}
        {wrong !== undefined && <span className="error-text">{wrong}</span>}
      </span>
    </AriaCheckbox>
  );
}

import {
  CheckboxGroup as AriaCheckboxGroup,
  type CheckboxGroupProps,
} from 'react-aria-components/CheckboxGroup';
import { Checkbox } from './checkbox.tsx';
import { FieldHead, type FieldProps } from './field-head.tsx';
import type { Option } from './option.ts';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = Omit<FieldProps, 'autoFocus'> &
  Pick<CheckboxGroupProps, 'value' | 'defaultValue' | 'onChange'> & { options: readonly Option[] };

/** Several of a few. In a form the value is a list, also when only one is ticked. */
export function CheckboxGroup({ label, hint, isOptional = false, options, ...rest }: Props) {
  const wrong = useWrong(rest.name);
  return (
    <AriaCheckboxGroup
      {...rest}
      {...invalidIf(wrong)}
      className="choice-set"
      data-field={rest.name}
      data-list={rest.name}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      {options.map(({ id, label: words, detail }) => (
        <Checkbox key={id} value={id} {...(detail === undefined ? {} : { hint: detail })}>
          {words}
        </Checkbox>
      ))}
    </AriaCheckboxGroup>
  );
}

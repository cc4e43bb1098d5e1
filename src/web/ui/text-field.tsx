import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { fieldClass, FieldHead, type FieldProps, type FieldWidth } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Taken =
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'onBlur'
  | 'onKeyDown'
  | 'type'
  | 'autoComplete'
  | 'inputMode';
type Props = FieldProps &
  Pick<TextFieldProps, Taken> & { width?: FieldWidth; placeholder?: string };

export function TextField({
  label,
  hint,
  isOptional = false,
  width = 'full',
  placeholder,
  ...rest
}: Props) {
  const wrong = useWrong(rest.name);
  return (
    <AriaTextField
      {...rest}
      {...invalidIf(wrong)}
      className={fieldClass(width)}
      data-field={rest.name}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <Input className="field-box" {...(placeholder === undefined ? {} : { placeholder })} />
    </AriaTextField>
  );
}

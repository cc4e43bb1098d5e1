import { useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { fieldClass, FieldHead, type FieldProps, type FieldWidth } from './field-head.tsx';
import { SecretBox } from './secret-box.tsx';
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

// A password is no word of a language: nothing corrects it, and no speller sends it away.
const asTyped = { autoCorrect: 'off', spellCheck: 'false' } as const;

export function TextField({
  label,
  hint,
  isOptional = false,
  width = 'full',
  placeholder,
  ...rest
}: Props) {
  const wrong = useWrong(rest.name);
  const [isShown, setIsShown] = useState(false);
  const isSecret = rest.type === 'password';
  return (
    <AriaTextField
      {...rest}
      {...(isSecret && isShown && { ...asTyped, type: 'text' })}
      {...invalidIf(wrong)}
      className={fieldClass(width)}
      data-field={rest.name}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      {isSecret ? (
        <SecretBox label={label} isShown={isShown} onToggle={() => setIsShown(!isShown)} />
      ) : (
        <Input className="field-box" {...(placeholder === undefined ? {} : { placeholder })} />
      )}
    </AriaTextField>
  );
}

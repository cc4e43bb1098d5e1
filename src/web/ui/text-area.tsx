import { useState } from 'react';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { FieldHead, type FieldProps } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps &
  Pick<TextFieldProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'onKeyDown'> & {
    limit?: number;
    rows?: number;
    note?: string;
  };

/** More may be typed than the limit allows: the count says by how much, and nothing typed is cut off. */
export function TextArea({
  label,
  hint,
  isOptional = false,
  limit,
  rows = 3,
  note,
  ...rest
}: Props) {
  const [typed, setTyped] = useState(rest.value ?? rest.defaultValue ?? '');
  const length = (rest.value ?? typed).length;
  const onChange = (value: string) => {
    setTyped(value);
    rest.onChange?.(value);
  };

  const wrong = useWrong(rest.name);
  return (
    <TextField
      {...rest}
      {...invalidIf(wrong)}
      onChange={onChange}
      className="field"
      data-field={rest.name}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <AriaTextArea className="field-box" rows={rows} />
      {(note !== undefined || limit !== undefined) && (
        <p className="hint field-under">
          {note}
          {limit !== undefined && <CharactersLeft left={limit - length} />}
        </p>
      )}
    </TextField>
  );
}

function CharactersLeft({ left }: { left: number }) {
  const words = left < 0 ? `${-left} too many` : `${left} left`;
  return (
    <span
      className={left < 0 ? 'count-left count-over' : 'count-left'}
      aria-live={left <= 20 ? 'polite' : 'off'}
    >
      {words}
    </span>
  );
}

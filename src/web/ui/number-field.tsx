import { Input } from 'react-aria-components/Input';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { fieldClass, FieldHead, type FieldProps, type FieldWidth } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps & {
  value?: number | null;
  defaultValue?: number;
  onChange?: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** The number of something and no amount: it is written as it stands elsewhere, without commas. */
  isName?: true;
  width?: FieldWidth;
};

/** A number, or null while it is empty. Arrow keys step; nothing scrolls it by accident. */
export function NumberField(props: Props) {
  const {
    label,
    hint,
    isOptional = false,
    value,
    onChange,
    min,
    max,
    isName,
    width = 'narrow',
    ...rest
  } = props;
  const wrong = useWrong(rest.name);
  return (
    <AriaNumberField
      {...rest}
      {...invalidIf(wrong)}
      {...(value === undefined ? {} : { value: value ?? Number.NaN })}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(isName && { formatOptions: { useGrouping: false } })}
      isWheelDisabled
      className={fieldClass(width)}
      data-field={rest.name}
      onChange={(next) => onChange?.(Number.isNaN(next) ? null : next)}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <Input className="field-box" />
    </AriaNumberField>
  );
}

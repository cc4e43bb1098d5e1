import { parseTime } from '@internationalized/date';
import { useState } from 'react';
import {
  DateInput,
  DateSegment,
  TimeField as AriaTimeField,
} from 'react-aria-components/TimeField';
import { FieldHead, type FieldProps } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps & {
  value?: string;
  defaultValue?: string;
  onChange?: (time: string) => void;
};

/** A time of day as `14:30`, or '' while it is not complete; people see and type 2:30 PM. */
export function TimeField(props: Props) {
  const { label, hint, isOptional = false, name, value, defaultValue = '', onChange } = props;
  const [kept, setKept] = useState(defaultValue);
  const current = value ?? kept;
  const wrong = useWrong(name);

  return (
    <AriaTimeField
      {...invalidIf(wrong)}
      {...(name === undefined ? {} : { name })}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      className="field"
      data-field={name}
      data-time={name}
      value={current === '' ? null : parseTime(current)}
      onChange={(time) => {
        const next = time === null ? '' : time.toString().slice(0, 5);
        setKept(next);
        onChange?.(next);
      }}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <DateInput className="field-box date-box time-box">
        {(segment) => <DateSegment segment={segment} className="date-part" />}
      </DateInput>
    </AriaTimeField>
  );
}

import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { DatePicker } from 'react-aria-components/DatePicker';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { DateInput, DateSegment } from 'react-aria-components/TimeField';
import { DateCalendar } from './date-calendar.tsx';
import { FieldHead, type FieldProps } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps & {
  value?: string;
  defaultValue?: string;
  onChange?: (date: string) => void;
  min?: string;
  max?: string;
};

/** A date as `2026-12-03`, or '' while it is not complete. Typing always works; the calendar only helps. */
export function DateField(props: Props) {
  const {
    label,
    hint,
    isOptional = false,
    name,
    value,
    defaultValue = '',
    onChange,
    min,
    max,
  } = props;
  const [kept, setKept] = useState(defaultValue);
  const current = value ?? kept;
  const wrong = useWrong(name);

  return (
    <DatePicker
      {...invalidIf(wrong)}
      {...(name === undefined ? {} : { name })}
      {...(min === undefined ? {} : { minValue: parseDate(min) })}
      {...(max === undefined ? {} : { maxValue: parseDate(max) })}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      shouldForceLeadingZeros
      className="field"
      data-field={name}
      value={current === '' ? null : parseDate(current)}
      onChange={(date) => {
        const next = date === null ? '' : date.toString();
        setKept(next);
        onChange?.(next);
      }}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <div className="date-row">
        <Group className="field-box date-box">
          <DateInput className="date-parts">
            {(segment) => <DateSegment segment={segment} className="date-part" />}
          </DateInput>
          <Button>
            <CalendarMark />
          </Button>
        </Group>
        <span className="soft">{weekday(current)}</span>
      </div>
      <Popover className="popover">
        <DateCalendar />
      </Popover>
    </DatePicker>
  );
}

const dayName = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' });

const weekday = (iso: string) => (iso === '' ? '' : dayName.format(Date.parse(`${iso}T12:00:00Z`)));

function CalendarMark() {
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true">
      <path d="M2.5 4.5h13v11h-13zM2.5 8h13M6 2v4M12 2v4" />
    </svg>
  );
}

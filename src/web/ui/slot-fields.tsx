import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { DateField as AriaDateField } from 'react-aria-components/DateField';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { DateInput, DateSegment } from 'react-aria-components/TimeField';
import { Caret } from './caret.tsx';
import { Checkbox } from './checkbox.tsx';
import type { Option } from './option.ts';

/** What every field inside a sentence can be told; its label is heard, the sentence around it is read. */
type Common = { label: string; isInvalid?: boolean; describedBy?: string | undefined };

const common = ({ label, isInvalid = false, describedBy }: Common) => ({
  'aria-label': label,
  isInvalid,
  ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
});

export function SlotNumber(
  props: Common & {
    value: number | null;
    /** What holds while it is empty. */
    placeholder?: string;
    onChange: (value: number | null) => void;
  },
) {
  const [value, setValue] = useState(props.value);
  return (
    <AriaNumberField
      {...common(props)}
      className="slot"
      isWheelDisabled
      formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
      value={value ?? Number.NaN}
      onChange={(next) => {
        const typed = Number.isNaN(next) ? null : next;
        setValue(typed);
        props.onChange(typed);
      }}
    >
      <Input
        className={props.placeholder === undefined ? 'slot-box slot-number' : 'slot-box'}
        {...(props.placeholder === undefined
          ? {}
          : {
              placeholder: props.placeholder,
              size: value === null ? props.placeholder.length : 4,
            })}
      />
    </AriaNumberField>
  );
}

export function SlotText(
  props: Common & { value: string; placeholder?: string; onChange: (value: string) => void },
) {
  const [value, setValue] = useState(props.value);
  return (
    <AriaTextField
      {...common(props)}
      className="slot"
      value={value}
      onChange={(next) => {
        setValue(next);
        props.onChange(next);
      }}
    >
      <Input
        className="slot-box slot-text"
        size={Math.max(6, value.length, value === '' ? (props.placeholder?.length ?? 0) : 0)}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      />
    </AriaTextField>
  );
}

export function SlotChoice(
  props: Common & { value: string; options: readonly Option[]; onChange: (id: string) => void },
) {
  return (
    <AriaSelect
      {...common(props)}
      className="slot"
      value={props.value}
      onChange={(id) => id !== null && props.onChange(String(id))}
    >
      <Button className="slot-box slot-picker">
        <SelectValue />
        <Caret />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={props.options}>
          {(option) => (
            <ListBoxItem className="option" textValue={option.label}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function SlotSeveral(
  props: Common & {
    value: readonly string[];
    shown: string;
    options: readonly Option[];
    onChange: (ids: string[]) => void;
  },
) {
  return (
    <DialogTrigger>
      <Button
        className="slot-box slot-picker slot-several"
        aria-label={`${props.label}: ${props.shown}`}
        {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
        {...(props.isInvalid ? { 'data-invalid': true } : {})}
      >
        <span>{props.shown}</span>
        <Caret />
      </Button>
      <Popover className="popover">
        <Dialog className="slot-dialog" aria-label={props.label}>
          <AriaCheckboxGroup
            aria-label={props.label}
            className="choice-set"
            value={[...props.value]}
            onChange={props.onChange}
          >
            {props.options.map(({ id, label }) => (
              <Checkbox key={id} value={id}>
                {label}
              </Checkbox>
            ))}
          </AriaCheckboxGroup>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** A date typed part by part, or '' when its parts are taken away. */
export function SlotDate(props: Common & { value: string; onChange: (value: string) => void }) {
  const [value, setValue] = useState(props.value);
  return (
    <AriaDateField
      {...common(props)}
      className="slot"
      shouldForceLeadingZeros
      value={value === '' ? null : parseDate(value)}
      onChange={(date) => {
        const next = date?.toString() ?? '';
        setValue(next);
        props.onChange(next);
      }}
    >
      <DateInput className="slot-box date-parts">
        {(segment) => <DateSegment segment={segment} className="date-part" />}
      </DateInput>
    </AriaDateField>
  );
}

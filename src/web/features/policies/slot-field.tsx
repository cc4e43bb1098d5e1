import type { Json, Slot } from '#domain/program-policy/sentences/slot.ts';
import { SlotChoice, SlotDate, SlotNumber, SlotSeveral, SlotText } from '#web/ui/slot-fields.tsx';

type Props = {
  slot: Slot;
  isInvalid: boolean;
  describedBy: string | undefined;
  /** Undefined leaves the field out of the policy. */
  onChange: (value: Json | undefined) => void;
};

/** One slot of a sentence, as the field that its kind of value needs. */
export function SlotField({ slot, onChange, ...state }: Props) {
  const common = { label: slot.label, ...state };
  switch (slot.kind) {
    case 'number':
      return (
        <SlotNumber
          {...common}
          value={slot.value}
          {...(slot.whenEmpty === 'refused' ? {} : { placeholder: slot.shown })}
          onChange={(value) => onChange(value ?? emptyOf(slot.whenEmpty))}
        />
      );
    case 'offset':
      return <OffsetField common={common} value={slot.value} onChange={onChange} />;
    case 'text':
      return (
        <SlotText
          {...common}
          value={slot.value}
          {...(slot.whenEmpty === 'refused' ? {} : { placeholder: 'not given' })}
          onChange={(value) => onChange(value.trim() === '' ? emptyOf(slot.whenEmpty) : value)}
        />
      );
    case 'date':
      return (
        <SlotDate
          {...common}
          value={slot.value}
          onChange={(value) => onChange(value === '' ? undefined : value)}
        />
      );
    case 'choice':
      return (
        <SlotChoice
          {...common}
          value={JSON.stringify(slot.value)}
          options={slot.options.map(({ label, value }) => ({ id: JSON.stringify(value), label }))}
          onChange={(id) => {
            const chosen = slot.options.find(({ value }) => JSON.stringify(value) === id);
            if (chosen) onChange(chosen.value === '' ? undefined : chosen.value);
          }}
        />
      );
    case 'several':
      return (
        <SlotSeveral
          {...common}
          value={slot.value}
          shown={slot.shown}
          options={slot.options}
          onChange={(ids) =>
            onChange(listValue(slot.isOfNumbers ? ids.map(Number) : ids, slot.whenEmpty))
          }
        />
      );
    case 'list':
      return (
        <SlotText
          {...common}
          value={slot.value.join(', ')}
          placeholder={slot.shown}
          onChange={(text) => onChange(listValue(entriesOf(text), slot.whenEmpty))}
        />
      );
  }
}

/** An empty field where one is needed is refused by the policy's own shape, which says so in words. */
const emptyOf = (whenEmpty: 'refused' | 'null' | 'left-out'): Json | undefined =>
  whenEmpty === 'left-out' ? undefined : whenEmpty === 'null' ? null : '';

const listValue = (
  entries: readonly (string | number)[],
  whenEmpty: 'kept' | 'left-out',
): Json | undefined => (entries.length === 0 && whenEmpty === 'left-out' ? undefined : entries);

const entriesOf = (text: string) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

type OffsetProps = {
  common: Omit<Props, 'slot' | 'onChange'> & { label: string };
  value: number;
  onChange: Props['onChange'];
};

function OffsetField({ common, value, onChange }: OffsetProps) {
  const isBefore = value < 0;
  const signed = (days: number, before: boolean) => (before ? -Math.abs(days) : Math.abs(days));
  return (
    <>
      <SlotNumber
        {...common}
        label={`Days, ${common.label}`}
        value={Math.abs(value)}
        onChange={(days) => onChange(days === null ? '' : signed(days, isBefore))}
      />{' '}
      days{' '}
      <SlotChoice
        {...common}
        label={`Before or after, ${common.label}`}
        value={isBefore ? 'before' : 'after'}
        options={[
          { id: 'before', label: 'before the due date' },
          { id: 'after', label: 'after the due date' },
        ]}
        onChange={(id) => onChange(signed(value, id === 'before'))}
      />
    </>
  );
}

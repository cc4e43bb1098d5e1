import { useState } from 'react';
import { endEvents, type EndEvent } from '#domain/consent/consent.ts';
import { endEventWords, type FormRule } from '#domain/consent/consent-forms.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { Select } from '#web/ui/select.tsx';

const yearAfter = (today: string) =>
  Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString();

type Part = { rule: FormRule; today: string; word: string };

/** From when until when, or until what; the form says what it can hold. */
export function ConsentPeriod({ rule, today, word }: Part) {
  const byDate = rule.ends.includes('date');
  const [end, setEnd] = useState<EndEvent | 'date'>('date');
  const days = rule.mostDays;
  const last =
    days === null ? yearAfter(today) : Temporal.PlainDate.from(today).add({ days }).toString();
  return (
    <>
      {rule.ends.includes('event') && (
        <Select
          label="until"
          options={[
            { id: 'date', label: 'a day' },
            ...endEvents.map((id) => ({ id, label: endEventWords[id] })),
          ]}
          value={end}
          onChange={(id) => setEnd(endEvents.find((each) => each === id) ?? 'date')}
        />
      )}
      {end !== 'date' && <input type="hidden" name="endsWith" value={end} />}
      <div className="two">
        <DateField name="validFrom" label="from" defaultValue={today} />
        {byDate && end === 'date' && (
          <DateField
            name="validUntil"
            label={rule.ends.includes('event') ? 'Last day' : 'until'}
            defaultValue={last}
            isOptional={rule.ends.includes('none')}
          />
        )}
      </div>
      {!byDate && <p className="hint">This form holds until the {word} withdraws it.</p>}
    </>
  );
}

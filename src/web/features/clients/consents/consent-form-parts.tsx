import { useState } from 'react';
import { endEvents, type EndEvent } from '#domain/consent/consent.ts';
import { endEventWords, type FormRule } from '#domain/consent/consent-forms.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { Select } from '#web/ui/select.tsx';

const yearAfter = (today: string) =>
  Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString();

/** What was chosen stays when another form is, as far as that form can hold it. */
export function usePeriod(today: string) {
  const [end, setEnd] = useState<EndEvent | 'date'>('date');
  const [from, setFrom] = useState(today);
  /** Null until somebody names a day: the form proposes one. */
  const [until, setUntil] = useState<string | null>(null);
  return { end, setEnd, from, setFrom, until, setUntil };
}

type Part = ReturnType<typeof usePeriod> & { rule: FormRule; today: string; word: string };

/** From when until when, or until what; the form says what it can hold. */
export function ConsentPeriod({
  rule,
  today,
  word,
  from,
  setFrom,
  until,
  setUntil,
  ...rest
}: Part) {
  const byDate = rule.ends.includes('date');
  const byEvent = rule.ends.includes('event');
  const end = byEvent ? rest.end : 'date';
  const days = rule.mostDays;
  const last =
    days === null ? yearAfter(today) : Temporal.PlainDate.from(today).add({ days }).toString();
  return (
    <>
      {byEvent && (
        <Select
          label="until"
          options={[
            { id: 'date', label: 'a day' },
            ...endEvents.map((id) => ({ id, label: endEventWords[id] })),
          ]}
          value={end}
          onChange={(id) => rest.setEnd(endEvents.find((each) => each === id) ?? 'date')}
        />
      )}
      {end !== 'date' && <input type="hidden" name="endsWith" value={end} />}
      <div className="two">
        <DateField name="validFrom" label="from" value={from} onChange={setFrom} />
        {byDate && end === 'date' && (
          <DateField
            name="validUntil"
            label={byEvent ? 'Last day' : 'until'}
            value={until ?? last}
            onChange={setUntil}
            isOptional={rule.ends.includes('none')}
          />
        )}
      </div>
      {!byDate && <p className="hint">This form holds until the {word} withdraws it.</p>}
    </>
  );
}

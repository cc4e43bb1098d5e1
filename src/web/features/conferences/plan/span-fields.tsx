import { useState } from 'react';
import { z } from 'zod';
import { toldEnd } from '#domain/conference/told-end.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { TimeField } from '#web/ui/time-field.tsx';

const time = (missing: string) => z.string().regex(/^\d\d:\d\d$/, missing);

export const spanShape = {
  from: time('Give the time it began.'),
  until: time('Give the time it ended.'),
};

export const wrongSpan = {
  path: ['until'],
  message: 'The end has to lie after the start, by 12 hours at most.',
};

export const endOf = (start: Temporal.ZonedDateTime, until: string) =>
  toldEnd(start, Temporal.PlainTime.from(until));

type Props = {
  from: string;
  until: string;
  /** The moment that an hour means as a start; null while it means none. */
  startAt: (from: string) => Temporal.ZonedDateTime | null;
  isFirst?: true;
};

/** From when until when. Of an end after midnight it is said which day that is. */
export function SpanFields({ startAt, isFirst, ...at }: Props) {
  const [from, setFrom] = useState(at.from);
  const [until, setUntil] = useState(at.until);
  const start = from === '' ? null : startAt(from);
  const end = start === null || until === '' ? null : endOf(start, until);
  const isNextDay = end !== null && start !== null && end.day !== start.day;
  return (
    <>
      <div className="times-fields">
        <TimeField
          name="from"
          label="From"
          value={from}
          onChange={setFrom}
          autoFocus={isFirst ?? false}
        />
        <TimeField name="until" label="Until" value={until} onChange={setUntil} />
      </div>
      <p role="status" className={isNextDay ? 'hint' : 'vh'}>
        {isNextDay && `After midnight: until ${momentInWords(end)}.`}
      </p>
    </>
  );
}

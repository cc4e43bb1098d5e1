import { checkYear, isWithinYears } from '#contract/dates.ts';
import { DateField } from '#web/ui/date-field.tsx';

/** Both empty is the period that the server takes by itself. */
export type Period = { from: string; until: string };

export const wholePeriod: Period = { from: '', until: '' };

const isTurned = ({ from, until }: Period) => from !== '' && until !== '' && until < from;

/** While a year is typed it passes through the first centuries: such a date is not asked for. */
const inYears = ({ from, until }: Period): Period => ({
  from: isWithinYears(from) ? from : '',
  until: isWithinYears(until) ? until : '',
});

/** What is asked for: while the dates stand the wrong way round, the period before them. */
export function periodAsked(period: Period): { from?: string; until?: string } {
  const { from, until } = inYears(period);
  return isTurned({ from, until })
    ? {}
    : { ...(from !== '' && { from }), ...(until !== '' && { until }) };
}

const hintOf = (date: string, hint: string) =>
  date === '' || isWithinYears(date) ? hint : <span className="error-text">{checkYear}</span>;

type Props = { period: Period; onChange: (period: Period) => void };

export function PeriodFields({ period, onChange }: Props) {
  return (
    <div className="no-print period">
      <div className="filters">
        <DateField
          label="From"
          hint={hintOf(period.from, 'Empty is six months back.')}
          isOptional
          value={period.from}
          onChange={(from) => onChange({ ...period, from })}
        />
        <DateField
          label="Until"
          hint={hintOf(period.until, 'Empty is today.')}
          isOptional
          value={period.until}
          onChange={(until) => onChange({ ...period, until })}
        />
      </div>
      {isTurned(inYears(period)) && (
        <p className="error-text" role="alert">
          The last date is before the first. Turn them around; below are the last six months.
        </p>
      )}
    </div>
  );
}

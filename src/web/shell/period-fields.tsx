import { DateField } from '#web/ui/date-field.tsx';

/** Both empty is the period that the server takes by itself. */
export type Period = { from: string; until: string };

export const wholePeriod: Period = { from: '', until: '' };

const isTurned = ({ from, until }: Period) => from !== '' && until !== '' && until < from;

/** What is asked for: while the dates stand the wrong way round, the period before them. */
export const periodAsked = (period: Period): { from?: string; until?: string } =>
  isTurned(period)
    ? {}
    : {
        ...(period.from !== '' && { from: period.from }),
        ...(period.until !== '' && { until: period.until }),
      };

type Props = { period: Period; onChange: (period: Period) => void };

export function PeriodFields({ period, onChange }: Props) {
  return (
    <div className="no-print period">
      <div className="two">
        <DateField
          label="From"
          hint="Empty is six months back."
          isOptional
          value={period.from}
          onChange={(from) => onChange({ ...period, from })}
        />
        <DateField
          label="Until"
          hint="Empty is today."
          isOptional
          value={period.until}
          onChange={(until) => onChange({ ...period, until })}
        />
      </div>
      {isTurned(period) && (
        <p className="error-text" role="alert">
          The last date is before the first. Turn them around; below are the last six months.
        </p>
      )}
    </div>
  );
}

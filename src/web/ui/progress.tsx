import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';

type Props = { label: string; value?: number | undefined; max?: number; words?: string };

/** How far something long has come. `words` says it in units: "3,200 of 10,606 clients". */
export function Progress({ label, value, max = 100, words }: Props) {
  const isUnknown = value === undefined;
  return (
    <ProgressBar
      className="progress"
      isIndeterminate={isUnknown}
      value={value ?? 0}
      maxValue={max}
      {...(words === undefined ? {} : { valueLabel: words })}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <div className="progress-head">
            <Label>{label}</Label>
            <span className="soft">{isUnknown ? (words ?? 'Working…') : valueText}</span>
          </div>
          <div className="progress-track">
            <svg
              className="progress-fill"
              viewBox="0 0 100 1"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect width={isUnknown ? 0 : percentage} height="1" />
            </svg>
          </div>
        </>
      )}
    </ProgressBar>
  );
}

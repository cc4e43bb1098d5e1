import { readRecordYear } from '#contract/record.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { dayInWords } from '#domain/words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';

type Year = ReplyOf<typeof readRecordYear>;

const width = 600;
const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });

/** The twelve months that end now as one line; the same as a list for those who listen. */
export function TimelineYear({ clientId }: { clientId: string }) {
  const { data } = useAsk(readRecordYear, { clientId });
  if (!data || data.marks.length === 0) return null;
  const conferences = data.marks.filter(({ kind }) => kind === 'conference');
  const others = data.marks.length - conferences.length;

  return (
    <figure className="year">
      <figcaption className="vh">The last twelve months</figcaption>
      <svg viewBox={`0 0 ${width} 44`} preserveAspectRatio="none" aria-hidden="true">
        <path
          className="tk"
          d={monthsOf(data)
            .map(({ at }) => `M${at} 8V36`)
            .join('')}
        />
        <path className="ax" d={`M0 36H${width}`} />
        <path
          className="ev"
          d={data.marks
            .filter(({ kind }) => kind !== 'conference')
            .map(({ on }) => `M${placeOf(on, data)} 28V36`)
            .join('')}
        />
        {conferences.map(({ entryId, on }) => (
          <rect
            key={entryId}
            className="cf"
            x={placeOf(on, data) - 2.5}
            y="12"
            width="5"
            height="24"
          />
        ))}
      </svg>
      <div className="year-labels" aria-hidden="true">
        {monthsOf(data).map(({ name }) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ul className="vh">
        {conferences.map(({ entryId, on }) => (
          <li key={entryId}>Conference {dayInWords(on)}</li>
        ))}
        <li>{counted(others, 'other entry')}</li>
      </ul>
    </figure>
  );
}

function placeOf(iso: string, { from, until }: Year): number {
  const start = Temporal.PlainDate.from(from);
  const days = start.until(Temporal.PlainDate.from(until), { largestUnit: 'days' }).days + 1;
  const passed = start.until(Temporal.PlainDate.from(iso), { largestUnit: 'days' }).days;
  return Math.round(((passed + 0.5) / days) * width * 10) / 10;
}

/** Twelve equal columns: the labels below stand in a grid, and a month is a month. */
const monthsOf = ({ from }: Year) =>
  Array.from({ length: 12 }, (_, index) => {
    const first = Temporal.PlainDate.from(from).add({ months: index });
    return {
      at: (index * width) / 12,
      name: month.format(Date.parse(`${first.toString()}T12:00Z`)),
    };
  });

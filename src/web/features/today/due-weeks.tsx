import type { DueCounts } from '#contract/today.ts';
import type { When } from '#domain/worklist/weeks-ahead.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { asDay, upTo } from './today-words.ts';

type Bucket = DueCounts['buckets'][number];
type Props = {
  buckets: readonly Bucket[];
  when: When;
  onWhen: (when: When) => void;
};

/** The weeks ahead as a table that can be read aloud; each count opens its part of the list. */
export function DueWeeks({ buckets, when, onWhen }: Props) {
  const { More } = useOurWord();
  const shown = buckets.filter(
    ({ key, required, recommended }) =>
      key !== 'later' && (key !== 'crisis' || required + recommended > 0),
  );
  return (
    <table className="weeks">
      <caption className="vh">{More} due, by week</caption>
      <thead>
        <tr>
          {shown.map((bucket) => (
            <th key={bucket.key} scope="col">
              {labelOf(bucket)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {shown.map((bucket) => (
            <td key={bucket.key} data-label={onPhone(bucket)}>
              <Ticks
                required={bucket.required}
                recommended={bucket.recommended}
                isLate={bucket.key === 'late' || bucket.key === 'crisis'}
              />
              {bucket.required + bucket.recommended === 0 ? (
                'None'
              ) : (
                <Button
                  look="bare"
                  className={when === bucket.key ? 'week-count is-chosen' : 'week-count'}
                  aria-pressed={when === bucket.key}
                  aria-label={`${labelOf(bucket)}: ${spokenCount(bucket)}`}
                  onPress={() => onWhen(when === bucket.key ? 'due' : bucket.key)}
                >
                  {totalOf(bucket)}
                </Button>
              )}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const mostTicks = 10;

type TicksProps = Pick<Bucket, 'required' | 'recommended'> & { isLate: boolean };

function Ticks({ required, recommended, isLate }: TicksProps) {
  const shownRequired = Math.min(required, mostTicks);
  const shownRecommended = Math.min(recommended, mostTicks - shownRequired);
  return (
    <span className="ticks" aria-hidden="true">
      {Array.from({ length: shownRequired }, (_unused, place) => (
        <i key={place} className={isLate ? 'tick tick-late' : 'tick'} />
      ))}
      {Array.from({ length: shownRecommended }, (_unused, place) => (
        <i key={place} className="tick tick-rec" />
      ))}
    </span>
  );
}

const totalOf = ({ required, recommended }: Bucket) => upTo(required + recommended);

const spokenCount = ({ required, recommended }: Bucket) =>
  [
    ...(required > 0 ? [`${upTo(required)} required`] : []),
    ...(recommended > 0 ? [`${upTo(recommended)} recommended`] : []),
  ].join(', ');

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const monthOf = (date: Temporal.PlainDate) => months[date.month - 1] ?? '';

/** Where it does not fit on one line, it breaks between two dates and not within one. */
const onPhone = (bucket: Bucket) => labelOf(bucket).replaceAll(' ', '\u00a0');

/** "Late", "To 6 Dec", "7–13 Dec", "28 Dec–3 Jan", "No date set" */
function labelOf({ key, first, last }: Bucket): string {
  if (key === 'crisis') return 'Crisis';
  if (key === 'late') return 'Late';
  if (key === 'no-date' || last === null) return 'No date set';
  const end = asDay(last);
  const endWords = `${end.day} ${monthOf(end)}`;
  if (key === 'week-1' || first === null) return `To ${endWords}`;
  const start = asDay(first);
  return start.month === end.month
    ? `${start.day}–${endWords}`
    : `${start.day} ${monthOf(start)}–${endWords}`;
}

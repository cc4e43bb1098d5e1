import { spareWords } from '#web/features/conferences/plan-words.ts';

type Box = { id: string; name: string; minutes: number };
type Props = { boxes: readonly Box[]; availableMinutes: number | null };

const width = 360;
const gap = 2;

/** The meeting as one bar: a box for each client, the rest spare, what is too much in amber. */
export function TimeBar({ boxes, availableMinutes }: Props) {
  const planned = boxes.reduce((sum, { minutes }) => sum + minutes, 0);
  const whole = Math.max(planned, availableMinutes ?? planned, 1);
  const scale = width / whole;
  const spare = (availableMinutes ?? planned) - planned;
  const words = [
    ...boxes.map(({ name, minutes }) => `${name} ${minutes}`),
    spareWords({ plannedMinutes: planned, availableMinutes }),
  ].join(', ');
  const end = (availableMinutes ?? whole) * scale;
  return (
    <svg
      className="timebar"
      viewBox={`0 0 ${width} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {boxes.map(({ id, minutes }, index) => {
        const before = boxes.slice(0, index).reduce((sum, box) => sum + box.minutes, 0);
        return (
          <rect
            key={id}
            className="a"
            x={before * scale}
            width={Math.max(minutes * scale - gap, 1)}
            height="20"
          />
        );
      })}
      {spare > 0 && (
        <rect
          className="b"
          x={planned * scale + 0.5}
          y="0.5"
          width={Math.max(spare * scale - 1, 1)}
          height="19"
        />
      )}
      {spare < 0 && <rect className="over" x={end} width={width - end} height="20" />}
    </svg>
  );
}

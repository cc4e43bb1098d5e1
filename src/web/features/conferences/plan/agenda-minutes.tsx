import { NumberField } from '#web/ui/number-field.tsx';

type Props = {
  name: string;
  minutes: number | null;
  onChange: (minutes: number | null) => void;
};

/** One client's time box, in a row whose name says whose it is. */
export function MinutesField({ name, minutes, onChange }: Props) {
  return (
    <span className="minutes">
      <NumberField
        label={`Minutes for ${name}`}
        min={1}
        max={240}
        value={minutes}
        onChange={onChange}
      />
      <span aria-hidden="true">min</span>
    </span>
  );
}

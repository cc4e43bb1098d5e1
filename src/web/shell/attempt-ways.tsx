import type { AttemptEnrollment } from '#contract/attempts.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';

type Ways = { channel: string; outcome: string };
type Props = {
  enrollment: Pick<AttemptEnrollment, 'channels' | 'outcomes'>;
  value: Ways;
  onChange: (ways: Ways) => void;
};

/** How somebody was asked and what came of it, in the words of the program. */
export const AttemptWays = ({ enrollment: { channels, outcomes }, value, onChange }: Props) => (
  <>
    <RadioGroup
      name="channel"
      label="How?"
      options={choicesOf(channels)}
      value={value.channel}
      onChange={(channel) => onChange({ ...value, channel })}
      layout="row"
    />
    <RadioGroup
      name="outcome"
      label="What came of it?"
      options={choicesOf(outcomes)}
      value={value.outcome}
      onChange={(outcome) => onChange({ ...value, outcome })}
      layout="row"
    />
  </>
);

const choicesOf = (choices: readonly { code: string; label: string }[]) =>
  choices.map(({ code, label }) => ({ id: code, label }));

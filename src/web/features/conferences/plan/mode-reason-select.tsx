import {
  modeReasonOf,
  modeReasons,
  modeReasonWords,
  type ModeReason,
} from '#domain/conference/mode-reasons.ts';
import { Select } from '#web/ui/select.tsx';

const options = [
  { id: 'none', label: 'Not said' },
  ...modeReasons.map((id) => ({ id, label: modeReasonWords[id] })),
];

type Props = {
  hint: string;
  value: ModeReason | null;
  onChange: (reason: ModeReason | null) => void;
};

export const ModeReasonSelect = ({ hint, value, onChange }: Props) => (
  <Select
    label="Why not in person"
    name="modeReason"
    hint={hint}
    options={options}
    value={value ?? 'none'}
    onChange={(id) => onChange(modeReasonOf(id))}
  />
);

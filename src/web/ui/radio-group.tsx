import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { FieldHead, type FieldProps } from './field-head.tsx';
import type { Option } from './option.ts';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = Omit<FieldProps, 'autoFocus'> & {
  options: readonly Option[];
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (id: string) => void;
  layout?: 'stack' | 'row';
};

export function RadioGroup({
  label,
  hint,
  isOptional = false,
  options,
  layout = 'stack',
  ...rest
}: Props) {
  const wrong = useWrong(rest.name);
  return (
    <AriaRadioGroup {...rest} {...invalidIf(wrong)} className="choice-set" data-field={rest.name}>
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <div className={layout === 'row' ? 'choice-row' : ''}>
        {options.map(({ id, label: words, detail }) => (
          <Radio key={id} value={id} className="choice">
            <span className="choice-mark round" aria-hidden="true" />
            <span>
              {words}
              {detail !== undefined && <span className="hint">{detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}

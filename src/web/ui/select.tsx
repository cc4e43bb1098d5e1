import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Caret } from './caret.tsx';
import { fieldClass, FieldHead, type FieldProps, type FieldWidth } from './field-head.tsx';
import type { Option } from './option.ts';
import { OptionWords } from './option-words.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps & {
  options: readonly Option[];
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (id: string | null) => void;
  placeholder?: string;
  width?: FieldWidth;
};

export function Select(props: Props) {
  const {
    label,
    hint,
    isOptional = false,
    options,
    onChange,
    placeholder = 'Choose',
    width = 'full',
    ...rest
  } = props;
  const wrong = useWrong(rest.name);
  return (
    <AriaSelect
      {...rest}
      {...invalidIf(wrong)}
      placeholder={placeholder}
      className={fieldClass(width)}
      data-field={rest.name}
      onChange={(key) => onChange?.(key === null ? null : String(key))}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <Button className="field-box picker-box">
        <SelectValue>
          {({ isPlaceholder, selectedText, defaultChildren }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <Caret />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem
              className="option"
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
            >
              <OptionWords label={option.label} detail={option.detail} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { Caret } from './caret.tsx';
import { fieldClass, FieldHead, type FieldProps, type FieldWidth } from './field-head.tsx';
import { OptionList } from './option-list.tsx';
import type { Option } from './option.ts';
import { useOptions } from './use-options.ts';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = FieldProps & {
  options?: readonly Option[];
  search?: (query: string) => Promise<readonly Option[]>;
  value?: Option | null;
  defaultValue?: Option;
  onChange?: (chosen: Option | null) => void;
  placeholder?: string;
  empty?: string;
  width?: FieldWidth;
};

/** Type to find one of many. Give `options` for a short list, or `search` to ask the server while typing. */
export function ComboBox(props: Props) {
  const {
    label,
    hint,
    isOptional = false,
    name,
    options,
    search,
    value,
    defaultValue,
    onChange,
  } = props;
  const [chosen, setChosen] = useState<Option | null>(defaultValue ?? null);
  const current = value === undefined ? chosen : value;
  const [typed, setTyped] = useState(current?.label ?? '');
  const [shownFor, setShownFor] = useState(current?.id);
  if (shownFor !== current?.id) {
    setShownFor(current?.id);
    setTyped(current?.label ?? '');
  }
  const found = useOptions({ typed: typed === current?.label ? '' : typed, options, search });
  const items =
    current && !found.items.some(({ id }) => id === current.id)
      ? [current, ...found.items]
      : found.items;

  const box = useRef<HTMLInputElement>(null);
  const hasGivenUp = useRef(false);
  const choose = (key: string | number | null) => {
    const next = items.find(({ id }) => id === key) ?? null;
    // The list closes by itself when the page moves beneath it, and that chooses nothing: whoever is still in the box keeps
    // what they typed, and the list comes back.
    const isStillThere = document.activeElement === box.current && !hasGivenUp.current;
    if (next === null && current === null && isStillThere) return;
    setChosen(next);
    setTyped(next?.label ?? '');
    onChange?.(next);
  };
  const wrong = useWrong(name);

  return (
    <AriaComboBox
      {...invalidIf(wrong)}
      {...(name === undefined ? {} : { name })}
      className={fieldClass(props.width ?? 'full')}
      data-field={name}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      // Closed for being empty, the list would open again after the choice.
      allowsEmptyCollection
      items={items}
      inputValue={typed}
      onInputChange={setTyped}
      value={current?.id ?? null}
      onChange={choose}
      defaultFilter={() => true}
    >
      <FieldHead label={label} hint={hint} isOptional={isOptional} wrong={wrong} />
      <div
        className="combo"
        onKeyDownCapture={({ key }) => {
          hasGivenUp.current = key === 'Escape';
        }}
      >
        <Input ref={box} className="field-box" placeholder={props.placeholder ?? ''} />
        <Button>
          <Caret />
        </Button>
      </div>
      <Popover className="popover">
        <OptionList empty={whyEmpty(found, props.empty)} />
      </Popover>
    </AriaComboBox>
  );
}

function whyEmpty(
  { isLoading, hasFailed }: ReturnType<typeof useOptions>,
  empty = 'Nothing found. Check the spelling.',
) {
  if (isLoading) return 'Looking…';
  return hasFailed ? 'The search did not work. Type again to try again.' : empty;
}

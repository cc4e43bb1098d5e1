import { useOurWord } from '#web/shell/use-our-word.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';

type Props = { value: boolean; onChange: (may: boolean) => void };

/** A right of its own, beside the roles: the form sends it whether it is ticked or not. */
export function MayTakeListsField({ value, onChange }: Props) {
  const { one, more } = useOurWord();
  return (
    <Checkbox
      isSelected={value}
      onChange={onChange}
      hint={`A file with many ${more} in it: the due list, a month of billing, the texts to be filed. Where there is a second person, they confirm it; it is taken back at once. The record of one ${one} needs no such right.`}
    >
      May save lists as files
    </Checkbox>
  );
}

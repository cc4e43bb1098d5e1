import { Select } from '#web/ui/select.tsx';
import { staffClassOptions } from './words.ts';

/** A program may ask for a medical or a social provider: a colleague of another program counts as what they are. */
export const StaffClassField = ({ value }: { value?: string | null }) => (
  <Select
    name="providerClass"
    label="Kind of provider"
    hint="As what they count in a conference of a program whose team they are not on."
    options={[{ id: 'none', label: 'No kind in particular' }, ...staffClassOptions]}
    defaultValue={value ?? 'none'}
  />
);

import { Checkbox } from 'react-aria-components/Checkbox';

/** The box that selects its row, or in the head all rows. The table gives it its name and state. */
export function PickBox() {
  return (
    <Checkbox slot="selection" className="pick">
      <span className="choice-mark" aria-hidden="true" />
    </Checkbox>
  );
}

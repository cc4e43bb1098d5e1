import { useId } from 'react';

type Props = {
  label: string;
  /** What it selects, in whose name it is read: "Select Alma Rivera". */
  labelledBy?: string;
  isSelected: boolean;
  /** Some of all are selected. */
  isPartly?: boolean;
};

/** The box that selects its row, or in the head all rows. A press on it is heard by the table. */
export function PickBox({ label, labelledBy, isSelected, isPartly = false }: Props) {
  const id = useId();
  return (
    <label
      className="pick"
      {...(isSelected && { 'data-selected': true })}
      {...(isPartly && { 'data-indeterminate': true })}
    >
      <input
        ref={(box) => {
          if (box) box.indeterminate = isPartly;
        }}
        id={id}
        type="checkbox"
        className="vh"
        checked={isSelected}
        onChange={heardByTheTable}
        aria-label={label}
        {...(labelledBy !== undefined && { 'aria-labelledby': `${id} ${labelledBy}` })}
      />
      <span className="choice-mark" aria-hidden="true" />
    </label>
  );
}

const heardByTheTable = () => undefined;

import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import type { Option } from './option.ts';
import { OptionWords } from './option-words.tsx';

/** The open list below a select or a combo box. */
export function OptionList({ empty }: { empty?: ReactNode }) {
  return (
    <ListBox<Option>
      className="options"
      renderEmptyState={() => <p className="options-empty">{empty}</p>}
    >
      {(option) => (
        <ListBoxItem className="option" textValue={option.label}>
          <OptionWords label={option.label} detail={option.detail} />
        </ListBoxItem>
      )}
    </ListBox>
  );
}

import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import type { Option } from './option.ts';

/** The open list below a select or a combo box. */
export function OptionList({ empty }: { empty?: ReactNode }) {
  return (
    <ListBox<Option>
      className="options"
      renderEmptyState={() => <p className="options-empty">{empty}</p>}
    >
      {(option) => (
        <ListBoxItem className="option" textValue={option.label}>
          <Text slot="label">{option.label}</Text>
          {option.detail !== undefined && (
            <Text slot="description" className="hint">
              {option.detail}
            </Text>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}

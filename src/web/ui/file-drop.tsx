import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { isFileDropItem } from 'react-aria-components/useDrop';
import { buttonClass } from './button-class.ts';

type Props = {
  label: string;
  hint?: ReactNode;
  button?: string;
  accept?: readonly string[];
  allowsMany?: boolean;
  onFiles: (files: readonly File[]) => void;
};

/** Choose a file, drop one here, or paste it. */
export function FileDrop({
  label,
  hint,
  button = 'Choose a file',
  accept,
  allowsMany = false,
  onFiles,
}: Props) {
  const [names, setNames] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    const taken = allowsMany ? files : files.slice(0, 1);
    setNames(taken.map(({ name }) => name));
    onFiles(taken);
  };

  return (
    <div className="stack">
      <div>
        <p className="label">{label}</p>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      <DropZone
        className="drop"
        aria-label={label}
        onDrop={async ({ items }) =>
          take(await Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())))
        }
      >
        <FileTrigger
          allowsMultiple={allowsMany}
          {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
          onSelect={(files) => take([...(files ?? [])])}
        >
          <Button className={buttonClass('secondary', 'normal')}>{button}</Button>
        </FileTrigger>
        <Text slot="label" className="soft">
          {names.length > 0 ? names.join(', ') : 'or drop it here'}
        </Text>
      </DropZone>
    </div>
  );
}

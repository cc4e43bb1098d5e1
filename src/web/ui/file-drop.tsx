import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { buttonClass } from './button-class.ts';
import { filesIn } from './dropped-files.ts';

type Take = (files: readonly File[]) => void;

type Props = {
  label: string;
  hint?: ReactNode;
  button?: string;
  accept?: readonly string[];
  allowsMany?: boolean;
  onFiles: Take;
  /** Where a folder, or several of its files, may stand for the one file. */
  folder?: { button: string; onFiles: (files: readonly File[], name: string) => void };
};

/** Choose a file, drop one here, or paste it. */
export function FileDrop({
  label,
  hint,
  button = 'Choose a file',
  accept,
  allowsMany = false,
  onFiles,
  folder,
}: Props) {
  const [names, setNames] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    const taken = allowsMany ? files : files.slice(0, 1);
    setNames(taken.map(({ name }) => name));
    onFiles(taken);
  };

  return (
    <div className="stack no-print">
      <div>
        <p className="label">{label}</p>
        {hint !== undefined && <p className="hint">{hint}</p>}
      </div>
      <DropZone
        className="drop"
        aria-label={label}
        onDrop={async ({ items }) => {
          const dropped = await filesIn(items);
          const isOneFile = dropped.folder === null && dropped.files.length <= 1;
          if (folder && !isOneFile) folder.onFiles(dropped.files, dropped.folder ?? 'Files');
          else take(dropped.files);
        }}
      >
        <FileTrigger
          allowsMultiple={allowsMany}
          {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
          onSelect={(files) => take([...(files ?? [])])}
        >
          <Button className={buttonClass('secondary', 'normal')}>{button}</Button>
        </FileTrigger>
        {folder && (
          <FileTrigger
            acceptDirectory
            onSelect={(files) => {
              if (files) folder.onFiles([...files], nameOfFolder(files));
            }}
          >
            <Button className={buttonClass('secondary', 'normal')}>{folder.button}</Button>
          </FileTrigger>
        )}
        <Text slot="label" className="soft">
          {names.length > 0 ? names.join(', ') : folder ? 'or drop either here' : 'or drop it here'}
        </Text>
      </DropZone>
    </div>
  );
}

/** The chosen folder, by the path of what is in it. */
const nameOfFolder = (files: FileList) => files[0]?.webkitRelativePath.split('/')[0] || 'Folder';

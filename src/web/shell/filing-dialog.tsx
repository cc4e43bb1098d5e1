import { useState } from 'react';
import { filingInWords } from '#domain/filing/filing-words.ts';
import {
  fileIt,
  type FilingTexts,
  readAttemptFiling,
  readReviewFiling,
  type ToFile,
} from '#contract/filings.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { CopyText } from '#web/ui/copy-text.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { Asked } from './asked.tsx';
import { fileableInWords } from './filing-words.ts';

type Props = { row: ToFile | null; onClose: () => void };

/** The texts to copy into the other system, and where one says that it is done. */
export function FilingDialog({ row, onClose }: Props) {
  return (
    <Dialog
      title={row ? `File in ${row.system}` : 'File'}
      isOpen={row !== null}
      onClose={onClose}
      isWide
    >
      {row &&
        (row.about.kind === 'review' ? (
          <ReviewTexts row={row} onClose={onClose} />
        ) : (
          <AttemptTexts row={row} onClose={onClose} />
        ))}
    </Dialog>
  );
}

type Inside = { row: ToFile; onClose: () => void };

function ReviewTexts({ row, onClose }: Inside) {
  const asked = useAsk(readReviewFiling, { reviewId: row.about.id });
  return (
    <Asked asked={asked} label="Writing the texts" rows={6}>
      {(texts) => <Texts texts={texts} onClose={onClose} />}
    </Asked>
  );
}

function AttemptTexts({ row, onClose }: Inside) {
  const asked = useAsk(readAttemptFiling, { attemptId: row.about.id });
  return (
    <Asked asked={asked} label="Writing the texts" rows={6}>
      {(texts) => <Texts texts={texts} onClose={onClose} />}
    </Asked>
  );
}

function Texts({ texts, onClose }: { texts: FilingTexts; onClose: () => void }) {
  const { artifacts, clientName, system, readsAll } = texts;
  const isOpen = artifacts.some(({ filing }) => filing === null);
  return (
    <>
      <p className="soft">
        {clientName}. {fileableInWords(texts)}. Copy each text into {system}, then say that it is
        filed.
        {!readsAll &&
          ' It holds what you may read of this case; the text of its case manager may say more.'}
      </p>
      {artifacts.map(({ artifact, title, text, filing }) => (
        <CopyText
          key={artifact}
          title={title}
          text={text}
          note={filing ? `${filingInWords(filing)}.` : undefined}
        />
      ))}
      {isOpen ? (
        <FiledForm texts={texts} onClose={onClose} />
      ) : (
        <div className="actions">
          <Button onPress={onClose}>Close</Button>
        </div>
      )}
    </>
  );
}

function FiledForm({ texts, onClose }: { texts: FilingTexts; onClose: () => void }) {
  const { about, artifacts, system, today, on } = texts;
  const open = artifacts.filter(({ filing }) => filing === null);
  const [chosen, setChosen] = useState<readonly string[]>(open.map(({ artifact }) => artifact));
  const tell = useTell(fileIt);
  return (
    <Form
      schema={fileIt.input}
      label={`Filed in ${system}`}
      also={{ about, artifacts: open.length > 1 ? chosen : open.map(({ artifact }) => artifact) }}
      onSubmit={async (filed) => {
        await tell.mutateAsync(filed);
        announce(`Recorded as filed in ${system}.`);
        onClose();
      }}
    >
      {open.length > 1 && (
        <CheckboxGroup
          name="artifacts"
          label={`What is in ${system} now?`}
          options={open.map(({ artifact, title }) => ({ id: artifact, label: title }))}
          value={[...chosen]}
          onChange={setChosen}
        />
      )}
      <DateField name="filedOn" label="Filed on" defaultValue={today} min={on} max={today} />
      <TextField
        name="reference"
        label={`Reference in ${system}`}
        hint="Its number there, if it has one."
        isOptional
        width="short"
      />
      <div className="actions">
        <SubmitButton>Filed in {system}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

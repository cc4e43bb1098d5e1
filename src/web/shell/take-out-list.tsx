import { useState } from 'react';
import { z } from 'zod';
import {
  reportReaders,
  reportReaderWords,
  takingReasons,
  takingReasonWords,
} from '#domain/access/taking-out.ts';
import type { FileEndpoint } from '#contract/endpoint.ts';
import { takingOut } from '#contract/taking-out.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { useFile } from './use-file.ts';
import { useOurWord } from './use-our-word.ts';

const schema = z.object(takingOut);
type Named = Record<string, unknown>;
export type TakingOut<I extends z.ZodType> = {
  file: FileEndpoint<I>;
  /** What is asked for, beside what the file is for. */
  inputFor: (taking: z.output<typeof schema>) => z.input<I>;
};

const options = takingReasons.map((id) => ({ id, label: takingReasonWords[id] }));
const readers = reportReaders.map((id) => ({ id, label: reportReaderWords[id] }));

/** A list of many clients leaves only with a reason, and bears the name of whoever took it. */
export function TakeOutList<I extends z.ZodType<Named, Named>>({
  file,
  inputFor,
  onClose,
}: TakingOut<I> & { onClose: () => void }) {
  const { one, more } = useOurWord();
  const { takeAndWait } = useFile(file);
  const [reason, setReason] = useState<string | null>(null);
  return (
    <Dialog title="Save the list as CSV" isOpen onClose={onClose}>
      <Form
        schema={schema}
        label="Save the list as CSV"
        onSubmit={async (taking) => {
          await takeAndWait(inputFor(taking));
          onClose();
        }}
      >
        <p className="soft">
          The file names {more}. Your name and a number stand on each line, and that you took it is
          written down for supervisors and auditors. Delete it when it has done its work.
        </p>
        <RadioGroup
          name="reason"
          label="What is the file for?"
          options={options}
          value={reason}
          onChange={setReason}
        />
        {reason === 'report' && (
          <RadioGroup
            name="reportTo"
            label="To whom is the report owed?"
            hint={`It stands in the accounting of each ${one} in the list.`}
            options={readers}
            defaultValue="funder"
          />
        )}
        <div className="form-actions">
          <SubmitButton>Save the file</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave without it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

import { useState } from 'react';
import { z } from 'zod';
import {
  reportReaders,
  reportReaderWords,
  takingReasons,
  takingReasonWords,
  type FileRequested,
} from '#domain/access/taking-out.ts';
import type { Endpoint, FileEndpoint } from '#contract/endpoint.ts';
import { takingOut } from '#contract/taking-out.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Status } from '#web/ui/status.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { RequestedLists } from './requested-lists.tsx';
import { useFile } from './use-file.ts';
import { useOurWord } from './use-our-word.ts';

const schema = z.object(takingOut);
type Named = Record<string, unknown>;
type Taking = z.output<typeof schema>;
export type TakingOut<I extends z.ZodType<Named, Named>> = {
  file: FileEndpoint<I>;
  /** Where a second person is asked, if the list is long. */
  ask: Endpoint<z.ZodType<Named, z.input<I>>>;
  what: FileRequested;
  /** What is asked for, beside what the file is for. */
  inputFor: (taking: Taking) => z.input<I>;
};

const options = takingReasons.map((id) => ({ id, label: takingReasonWords[id] }));
const readers = reportReaders.map((id) => ({ id, label: reportReaderWords[id] }));

/** A list of many clients leaves only with a reason, and bears the name of whoever took it; a long one when a second person approves. */
export function TakeOutList<I extends z.ZodType<Named, Named>>({
  file,
  ask,
  what,
  inputFor,
  onClose,
}: TakingOut<I> & { onClose: () => void }) {
  const [step, setStep] = useState<Step>({ name: 'choose' });
  return (
    <Dialog title="Save the list as CSV" isOpen onClose={onClose}>
      <RequestedLists file={file} what={what} />
      {step.name === 'choose' && (
        <Choose
          file={file}
          inputFor={inputFor}
          onTooLong={(taking, why) => setStep({ name: 'too-long', taking, why })}
          onClose={onClose}
        />
      )}
      {step.name === 'too-long' && (
        <AskSecondPerson
          ask={ask}
          input={inputFor(step.taking)}
          why={step.why}
          onAsked={() => setStep({ name: 'asked' })}
          onBack={() => setStep({ name: 'choose' })}
        />
      )}
      {step.name === 'asked' && (
        <div className="form-actions">
          <Button autoFocus onPress={onClose}>
            Close
          </Button>
        </div>
      )}
    </Dialog>
  );
}

type Step = { name: 'choose' | 'asked' } | { name: 'too-long'; taking: Taking; why: string };

type Choosing<I extends z.ZodType> = {
  file: FileEndpoint<I>;
  inputFor: (taking: Taking) => z.input<I>;
  onTooLong: (taking: Taking, why: string) => void;
  onClose: () => void;
};

function Choose<I extends z.ZodType<Named, Named>>({
  file,
  inputFor,
  onTooLong,
  onClose,
}: Choosing<I>) {
  const { one, more } = useOurWord();
  const { takeAndWait } = useFile(file);
  const [reason, setReason] = useState<string | null>(null);
  return (
    <Form
      schema={schema}
      label="Save the list as CSV"
      onSubmit={async (taking) => {
        try {
          await takeAndWait(inputFor(taking));
        } catch (error) {
          const { type, title } = troubleOf(error);
          if (type !== 'second-person-needed') throw error;
          return onTooLong(taking, title);
        }
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
  );
}

type Asking = {
  ask: Endpoint<z.ZodType<Named, Named>>;
  input: Named;
  why: string;
  onAsked: () => void;
  onBack: () => void;
};

function AskSecondPerson({ ask, input, why, onAsked, onBack }: Asking) {
  const tell = useTell(ask);
  return (
    <section aria-label="Ask a second person">
      <p role="status">{why}</p>
      <p role="alert">{tell.error && <Status kind="late">{troubleOf(tell.error).title}</Status>}</p>
      <div className="form-actions">
        <Button
          autoFocus
          isPending={tell.isPending}
          onPress={() => tell.mutate(input, { onSuccess: onAsked })}
        >
          Ask a second person
        </Button>
        <Button look="quiet" onPress={onBack}>
          Back
        </Button>
      </div>
    </section>
  );
}

import type { ReactNode } from 'react';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

type Props<Out> = {
  title: string;
  /** What stays as it is. */
  children: ReactNode;
  schema: Parameters<typeof Form<Out>>[0]['schema'];
  also: Readonly<Record<string, unknown>>;
  /** The field of the schema that takes the reason, and the reasons. */
  field: string;
  reasons: readonly Option[];
  onTell: (entered: Out) => Promise<unknown>;
  said: string;
  onClose: () => void;
};

/** Why something that waits is not needed: it leaves its list, and the reason is kept. */
export function NotNeededDialog<Out>(props: Props<Out>) {
  const { title, children, schema, also, field, reasons, onTell, said, onClose } = props;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <p className="soft">{children}</p>
      <Form
        schema={schema}
        also={also}
        onSubmit={async (entered) => {
          await onTell(entered);
          announce(said);
          onClose();
        }}
      >
        <RadioGroup name={field} label="Why" options={reasons} />
        <div className="actions form-actions">
          <SubmitButton>Record that none is needed</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            It is needed
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

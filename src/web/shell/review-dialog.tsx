import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';

type Props<Out> = Pick<ComponentProps<typeof Form<Out>>, 'schema' | 'also'> & {
  /** Who it is about, and which client: "Bo Hale about Alma Rivera". */
  about: string;
  onReview: (entered: Out) => Promise<unknown>;
  children: ReactNode;
};

/** A second person says what something was. */
export function ReviewDialog<Out>({ about, schema, also = {}, onReview, children }: Props<Out>) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button size="small" onPress={() => setIsOpen(true)}>
        Review<span className="vh"> {about}</span>
      </Button>
      <Dialog title={about} isOpen={isOpen} onClose={close} isWide>
        <Form
          schema={schema}
          also={also}
          label="Review"
          onSubmit={async (entered) => {
            await onReview(entered);
            close();
          }}
        >
          {children}
          <div className="actions form-actions">
            <SubmitButton>Record the review</SubmitButton>
            <Button look="quiet" onPress={close}>
              Not yet
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}

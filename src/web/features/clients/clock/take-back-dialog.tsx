import type { ReactNode } from 'react';
import { z } from 'zod';
import { longestFactNote, why } from '#contract/changes.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';

const schema = z.object({ why });

type Props = {
  title: string;
  isOpen: boolean;
  children?: ReactNode;
  onTakeBack: (why: string) => Promise<unknown>;
  onClose: () => void;
};

/** What was recorded in error is taken back with a reason; the timeline keeps both. */
export const TakeBackDialog = ({ title, isOpen, children, onTakeBack, onClose }: Props) => (
  <Dialog title={title} isOpen={isOpen} onClose={onClose}>
    <Form
      schema={schema}
      onSubmit={async (typed) => {
        await onTakeBack(typed.why);
        announce('It is taken back.');
        onClose();
      }}
    >
      {children}
      <TextArea
        name="why"
        label="Why"
        hint="The timeline keeps that it was recorded, and why it was taken back."
        rows={2}
        limit={longestFactNote}
      />
      <div className="actions">
        <SubmitButton>Take it back</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Keep it
        </Button>
      </div>
    </Form>
  </Dialog>
);

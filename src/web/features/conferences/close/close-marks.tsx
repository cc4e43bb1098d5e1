import { useState } from 'react';
import { z } from 'zod';
import { confirmSummary, editActionItem, editEntry } from '#contract/conferences/capture.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import {
  classLabel,
  isFacilitator,
  mayWriteIn,
  type Review,
} from '#web/features/conferences/hold-words.ts';

type Props = { conference: ConferenceView; review: Review };
type Part = {
  id: string;
  text: string;
  class: Review['entries'][number]['class'];
  lower: () => Promise<unknown>;
};

/**
 * Words take the highest class of the case, and count as heard with it: what tells nothing of that is marked as general here, line by line,
 * before the conference is closed.
 */
export function CloseMarks({ conference, review }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const parts = useParts({ conference, review });
  const { name } = review.client;
  const close = () => setIsOpen(false);
  if (parts.length === 0 || !mayWriteIn(conference, review)) return null;
  return (
    <>
      <Button size="small" onPress={() => setIsOpen(true)}>
        Look at the marks<span className="vh"> of what was written about {name}</span>
      </Button>
      <Dialog title={`What was written about ${name}`} isOpen={isOpen} onClose={close}>
        <Form schema={fields} onSubmit={({ general }) => lowerEach(parts, general).then(close)}>
          <CheckboxGroup
            name="general"
            label="Tick what says nothing of the kind that stands below it"
            hint="It is marked as general. The whole team may read it then, and that you lowered it is written down."
            options={parts.map(({ id, text, class: mark }) => ({
              id,
              label: text,
              detail: id === summaryId ? `Summary: ${classInSentence[mark]}` : classLabel(mark),
            }))}
          />
          <div className="form-actions">
            <SubmitButton>Mark as general</SubmitButton>
            <Button look="quiet" onPress={close}>
              Leave them as they are
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}

const fields = z.object({
  general: z.array(z.string()).min(1, 'Tick at least one, or leave them as they are.'),
});

const summaryId = 'summary';

/** One after the other: each is kept by itself, and what was not reached stands here still. */
async function lowerEach(parts: readonly Part[], ids: readonly string[]): Promise<void> {
  for (const part of parts.filter(({ id }) => ids.includes(id))) await part.lower();
}

/** The summary comes last, for it is made from the lines. */
function useParts({ conference, review }: Props): Part[] {
  const line = useTell(editEntry);
  const step = useTell(editActionItem);
  const sum = useTell(confirmSummary);
  const { entries, actionItems, summary } = review;
  const key = { conferenceId: conference.conferenceId, reviewId: review.reviewId };
  const general = { class: 'general' as const };
  const parts = [
    ...entries.map(({ entryId, text, class: mark }) => ({
      id: entryId,
      text,
      class: mark,
      lower: () => line.mutateAsync({ ...key, entryId, text, ...general }),
    })),
    ...actionItems.map(({ actionItemId, text, class: mark, needId, owner, dueOn, followUp }) => ({
      id: actionItemId,
      text,
      class: mark,
      lower: () => {
        const { on, how, by } = followUp;
        const kept = { needId, owner: owner.person, dueOn, followUp: { on, how, by } };
        return step.mutateAsync({ ...key, actionItemId, text, ...kept, ...general });
      },
    })),
    ...(summary !== null && isFacilitator(conference)
      ? [
          {
            id: summaryId,
            text: summary.text,
            class: summary.class,
            lower: () =>
              sum.mutateAsync({ ...key, text: summary.text, how: summary.how, ...general }),
          },
        ]
      : []),
  ];
  return parts.filter((part) => part.class !== 'general');
}

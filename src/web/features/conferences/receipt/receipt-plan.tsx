import { useState } from 'react';
import { readServicePlan } from '#contract/service-plan.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { PlanAnswerForm } from '#web/shell/plan-answer-form.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import type { Review } from '#web/features/conferences/hold-words.ts';

/** Asks once for each client whether they agreed to what was decided, while something waits for it. */
export function ReceiptPlan({ review: { reviewId, client } }: { review: Review }) {
  const mayRead = useMay('record:read');
  const { clientId, name } = client;
  const asked = useAsk(readServicePlan, { clientId }, { enabled: mayRead });
  const [answering, setAnswering] = useState<readonly string[]>([]);
  const isOpen = answering.length > 0;
  const close = () => setAnswering([]);
  if (!asked.data || asked.isPlaceholderData) return null;
  const { items, today, may, planWord, clientWord } = asked.data;
  const waiting = items.filter(
    (item) => item.reviewId === reviewId && item.planState === 'waiting',
  );
  if (waiting.length === 0 && !isOpen) return null;
  const steps = counted(waiting.length, 'step waits', 'steps wait');
  return (
    <div className="note-gap">
      <Banner
        tone="soon"
        title={`${steps} for the agreement of ${name}.`}
        action={
          may.answer && (
            <Button
              size="small"
              onPress={() => setAnswering(waiting.map((item) => item.actionItemId))}
            >
              Record the answer<span className="vh"> of {name}</span>
            </Button>
          )
        }
      >
        Until then it is no part of the {planWord}.
      </Banner>
      <Dialog
        title={`Did ${name} agree to what was decided?`}
        isOpen={isOpen}
        onClose={close}
        isWide
      >
        <PlanAnswerForm
          clientId={clientId}
          word={clientWord}
          items={items.filter(({ actionItemId }) => answering.includes(actionItemId))}
          today={today}
          onDone={close}
        />
      </Dialog>
    </div>
  );
}

import { z } from 'zod';
import { explainReview } from '#contract/conferences/capture.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { why } from '#contract/conferences/parts.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { mayWriteIn, type Review } from '#web/features/conferences/hold-words.ts';
import { changeDraft, useDraft } from './room-drafts.ts';

type What = 'no-action' | 'no-needs';
type Props = { conference: ConferenceView; review: Review; what: What };

const words = {
  'no-action': {
    start: 'No action, because…',
    label: 'Why no action is agreed',
    said: 'No action',
  },
  'no-needs': { start: 'No needs, because…', label: 'Why there is no need', said: 'No needs' },
} as const satisfies Record<What, { start: string; label: string; said: string }>;

/** Where some needs have their action, the reason is about the rest. */
const restWords = {
  start: 'No action for the rest, because…',
  label: 'Why the other needs get no action',
  said: 'No action for the rest',
};

const fields = z.object({ reason: why });

/** Silence is no answer: a client leaves without a need or an action only with a reason. */
export function RoomExplain({ conference, review, what }: Props) {
  const explain = useTell(explainReview);
  const { reviewId } = review;
  const typed = useDraft(reviewId).reasons[what];
  const given = what === 'no-action' ? review.noActionReason : review.noNeedsReason;
  const key = { conferenceId: conference.conferenceId, reviewId, what };
  const mayWrite = mayWriteIn(conference, review);
  const said = what === 'no-action' && review.actionItems.length > 0 ? restWords : words[what];
  const place = `${what}-${reviewId}`;
  const keep = (text: string | null) =>
    changeDraft(reviewId, ({ reasons }) => ({ reasons: { ...reasons, [what]: text } }));

  if (given !== null) {
    return (
      <div className="explained">
        <p>
          <span className="strong">{said.said}:</span> {given}
        </p>
        {mayWrite && (
          <Button
            id={place}
            look="quiet"
            size="small"
            isPending={explain.isPending}
            onPress={() => {
              explain.mutate({ ...key, reason: null });
              focusSoon(`#${place}`);
            }}
          >
            Take it back
          </Button>
        )}
        {explain.isError && <Banner tone="late" title={explain.error.message} />}
      </div>
    );
  }
  if (!mayWrite) return null;
  if (typed === null) {
    return (
      <Button id={place} look="quiet" size="small" onPress={() => keep('')}>
        {said.start}
      </Button>
    );
  }
  return (
    <Form
      schema={fields}
      label={said.label}
      className="explain-form"
      onSubmit={async ({ reason }) => {
        await explain.mutateAsync({ ...key, reason });
        keep(null);
        focusSoon(`#${place}`);
      }}
    >
      <TextField name="reason" label={said.label} value={typed} onChange={keep} autoFocus />
      <div className="form-actions">
        <SubmitButton look="secondary" size="small">
          Save the reason
        </SubmitButton>
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            keep(null);
            focusSoon(`#${place}`);
          }}
        >
          Not needed
        </Button>
      </div>
    </Form>
  );
}

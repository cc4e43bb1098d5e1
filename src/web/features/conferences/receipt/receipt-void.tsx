import { useState } from 'react';
import { z } from 'zod';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { longestLine, why } from '#contract/conferences/parts.ts';
import { readVoid, restoreReview, voidReview } from '#contract/conferences/void.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { momentInWords } from '#web/shell/clock-words.ts';
import { counted } from '#domain/plurals.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { type Review, zoneOf } from '#web/features/conferences/hold-words.ts';

type Props = { conference: ConferenceView; review: Review };
type Preview = ReplyOf<typeof readVoid>;

const schema = z.object({ reason: why });

/** Declares one client's part void, or takes that back: what becomes due is read before it is confirmed. */
export function VoidReview({ review }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  if (!review.mayVoid || review.counts === null) return null;
  const { isVoid } = review.counts;
  const name = review.client.name;
  return (
    <>
      <Button look="quiet" size="small" onPress={() => setIsOpen(true)}>
        {isVoid ? 'Restore' : 'Declare void'}
        <span className="vh"> the conference of {name}</span>
      </Button>
      <Dialog
        title={
          isVoid ? `Restore the conference of ${name}?` : `Declare the conference of ${name} void?`
        }
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        isWide
      >
        {isOpen && <Deciding reviewId={review.reviewId} onClose={() => setIsOpen(false)} />}
      </Dialog>
    </>
  );
}

function Deciding({ reviewId, onClose }: { reviewId: string; onClose: () => void }) {
  const asked = useAsk(readVoid, { reviewId });
  return (
    <Asked asked={asked} label="Looking at what would change" rows={3}>
      {(preview) => <Decision preview={preview} onClose={onClose} />}
    </Asked>
  );
}

function Decision({ preview, onClose }: { preview: Preview; onClose: () => void }) {
  const { reviewId, seen, isVoid, changes, openActions, billing } = preview;
  const tell = useTell(isVoid ? restoreReview : voidReview);
  return (
    <Form
      schema={schema}
      onSubmit={async ({ reason }) => {
        await tell.mutateAsync({ reviewId, seen, reason });
        onClose();
      }}
    >
      <p>
        Held {preview.heldInWords}.{' '}
        {isVoid
          ? 'It counts again, and its form is shown as it was filed.'
          : 'It does not count any more and its form says VOID. Nothing is erased, and it can be restored.'}
      </p>
      {changes.length === 0 ? (
        <p>No due date changes.</p>
      ) : (
        <ul className="rows" aria-label="What changes">
          {changes.map(({ inWords, rule, before }) => (
            <li key={`${inWords} ${rule}`}>
              <span className="row-text">
                <span className="strong">{inWords}</span>
                <span className="second">
                  {rule}. {before}.
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {billing && (
        <p>
          {billing.byName} bills for it: {billing.amountInWords}. That is taken back with it,
          because what is void is billed by nobody.
        </p>
      )}
      {openActions > 0 && (
        <p className="small soft">
          {counted(openActions, 'open action stays', 'open actions stay')} with whoever took it on
          {isVoid ? '.' : ', marked as agreed in a void conference.'}
        </p>
      )}
      <TextArea name="reason" label="The reason" limit={longestLine} rows={2} />
      <div className="actions form-actions">
        <SubmitButton look={isVoid ? 'primary' : 'danger'}>
          {isVoid ? 'Restore it' : 'Declare it void'}
        </SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Form>
  );
}

/** Stands over the facts of a void review, with who decided it and why. */
export function VoidBanner({ conference, review }: Props) {
  const asked = useAsk(
    readVoid,
    { reviewId: review.reviewId },
    { enabled: review.counts?.isVoid === true },
  );
  if (review.counts?.isVoid !== true) return null;
  const { last = null } = asked.data ?? {};
  const at = last && Temporal.Instant.from(last.at).toZonedDateTimeISO(zoneOf(conference));
  return (
    <div className="note-gap">
      <Banner tone="soon" title="Void: this conference does not count.">
        {last && at && `Declared by ${last.byName}, ${momentInWords(at)}.`}
        {last?.reason && ` Reason: ${last.reason}`}
      </Banner>
    </div>
  );
}

import { removeActionItem } from '#contract/conferences/capture.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { mayWriteIn, type Review } from '#web/features/conferences/hold-words.ts';
import { RoomActionForm } from './room-action-form.tsx';
import { changeDraft, useDraft } from './room-drafts.ts';
import { ClassMark } from './room-entry.tsx';
import { RoomExplain } from './room-explain.tsx';

type Props = {
  conference: ConferenceView;
  review: Review;
  /** Under a heading that says already what this is. */
  isBare?: boolean;
};
type Item = Review['actionItems'][number];

/** What was agreed: each need gets a step with one owner and dates, or a reason why not. */
export function RoomActions({ conference, review, isBare = false }: Props) {
  const { reviewId, actionItems: items, entries } = review;
  const draft = useDraft(reviewId);
  const mayWrite = mayWriteIn(conference, review);
  const needs = entries.filter(({ kind }) => kind === 'need');
  const isForAll = items.some(({ needId }) => needId === null);
  const unanswered = isForAll
    ? []
    : needs.filter(({ entryId }) => !items.some(({ needId }) => needId === entryId));

  return (
    <section className={isBare ? '' : 'band-room'} aria-label={`Actions for ${review.client.name}`}>
      {!isBare && (
        <h2 className="h-row">
          Actions{' '}
          <span className="soft">{items.length === 0 ? 'none agreed yet' : items.length}</span>
        </h2>
      )}
      {items.length > 0 && <ActionRows {...{ conference, review, items, needs, mayWrite }} />}
      {unanswered.length > 0 && review.noActionReason === null && (
        <p className="soft unanswered">
          Without an action: {unanswered.map(({ text }) => text).join('; ')}
        </p>
      )}
      {mayWrite && draft.isPlanning && (
        <RoomActionForm key={draft.actionItemId} conference={conference} review={review} />
      )}
      <div className="actions plan-actions">
        {mayWrite && !draft.isPlanning && (
          <Button
            id={`add-action-${reviewId}`}
            onPress={() => {
              changeDraft(reviewId, () => ({ isPlanning: true }));
              focusSoon(`#action-${reviewId} input`);
            }}
          >
            Add an action
          </Button>
        )}
      </div>
      {(items.length === 0 || unanswered.length > 0 || review.noActionReason !== null) && (
        <RoomExplain conference={conference} review={review} what="no-action" />
      )}
    </section>
  );
}

type RowsProps = Props & {
  items: readonly Item[];
  needs: Review['entries'];
  mayWrite: boolean;
};

function ActionRows({ conference, review, items, needs, mayWrite }: RowsProps) {
  const remove = useTell(removeActionItem);
  const { reviewId } = review;
  const forWhat = ({ needId }: Item) =>
    needs.find(({ entryId }) => entryId === needId)?.text ??
    `the ${review.program.vocabulary.plan} as a whole`;
  const change = (item: Item) => {
    changeDraft(reviewId, () => ({
      isPlanning: true,
      actionItemId: item.actionItemId,
      actionClass: review.classes.length > 1 ? item.class : null,
      action: {
        text: item.text,
        needId: item.needId ?? 'plan',
        owner: personKey(item.owner.person),
        dueOn: item.dueOn,
        followUpOn: item.followUp.on,
        how: item.followUp.how,
        by: item.followUp.by,
      },
    }));
    focusSoon(`#action-${reviewId} input`);
  };

  return (
    <>
      <table className="table table-plain stacked actions-agreed">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Due</th>
            <th scope="col">Follow-up</th>
            {mayWrite && (
              <th scope="col">
                <span className="vh">Change</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.actionItemId}>
              <td data-label="What">
                {item.text}
                <ClassMark sensitivity={item.class} />
                <span className="second">For: {forWhat(item)}</span>
              </td>
              <td data-label="Who">{item.owner.name}</td>
              <td data-label="Due">{dayInWords(item.dueOn)}</td>
              <td data-label="Follow-up">
                {dayInWords(item.followUp.on)}
                <span className="second">
                  {item.followUp.how}, {item.followUp.byName}
                </span>
              </td>
              {mayWrite && (
                <td data-label="">
                  <span className="actions">
                    <Button
                      look="quiet"
                      size="small"
                      aria-label={`Change: ${item.text}`}
                      onPress={() => change(item)}
                    >
                      Change
                    </Button>
                    <Button
                      look="quiet"
                      size="small"
                      aria-label={`Take out: ${item.text}`}
                      onPress={() =>
                        remove.mutate(
                          {
                            conferenceId: conference.conferenceId,
                            reviewId,
                            actionItemId: item.actionItemId,
                          },
                          {
                            onSuccess: () =>
                              focusSoon(`#add-action-${reviewId}`, `#action-${reviewId} input`),
                          },
                        )
                      }
                    >
                      Take out
                    </Button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {remove.isError && <Banner tone="late" title={remove.error.message} />}
    </>
  );
}

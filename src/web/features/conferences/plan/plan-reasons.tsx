import { longestLine } from '#contract/conferences/parts.ts';
import { classWords } from '#contract/consents.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { dayInWords } from '#domain/words.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { Button } from '#web/ui/button.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import type { PlannedReview, ReasonDraft } from './plan-drafts.ts';

type Props = {
  review: PlannedReview;
  reasons: readonly ReasonDraft[];
  onChange: (reasons: ReasonDraft[]) => void;
};

/** Why this client is discussed: topics of the program's own policy, and words of one's own beside them. */
export function ClientReasons({ review, reasons, onChange }: Props) {
  const { name } = review.client;
  const left = review.topics.filter(({ code }) => !reasons.some((each) => each.code === code));
  const put = (code: string, change: Partial<ReasonDraft>) =>
    onChange(reasons.map((reason) => (reason.code === code ? { ...reason, ...change } : reason)));
  const add = (id: string | null) => {
    const topic = left.find(({ code }) => code === id);
    if (!topic) return;
    onChange([...reasons, { code: topic.code, text: '', class: null }]);
    focusSoon(`#${reasonPlace(review, topic)} h4`);
  };
  const remove = (reason: ReasonDraft) => {
    onChange(reasons.filter((each) => each !== reason));
    focusSoon(`#${addingPlace(review)} button`);
  };
  return (
    <>
      {review.causes.length > 0 && (
        <p className="small">
          <span className="strong">Called for:</span>{' '}
          {review.causes.map(({ label, on }) => `${label}, ${dayInWords(on)}`).join('; ')}.
        </p>
      )}
      {reasons.map((reason) => (
        <ReasonFields
          key={reason.code}
          review={review}
          reason={reason}
          onChange={(change) => put(reason.code, change)}
          onRemove={() => remove(reason)}
        />
      ))}
      {left.length > 0 && (
        <div className="plan-reason-more" id={addingPlace(review)}>
          <Select
            // A select keeps what was chosen; this one is for adding, so it begins anew each time.
            key={reasons.length}
            label={reasons.length === 0 ? `Why ${name} is discussed` : `Another reason for ${name}`}
            isOptional={reasons.length > 0}
            placeholder="Choose a reason"
            options={left.map(({ code, label }) => ({ id: code, label }))}
            value={null}
            onChange={add}
          />
        </div>
      )}
    </>
  );
}

const reasonPlace = ({ reviewId }: PlannedReview, { code }: { code: string }) =>
  `reason-${reviewId}-${code}`;
const addingPlace = ({ reviewId }: PlannedReview) => `add-reason-${reviewId}`;

type FieldsProps = {
  review: PlannedReview;
  reason: ReasonDraft;
  onChange: (change: Partial<ReasonDraft>) => void;
  onRemove: () => void;
};

function ReasonFields({ review, reason, onChange, onRemove }: FieldsProps) {
  const topic = review.topics.find(({ code }) => code === reason.code)?.label ?? reason.code;
  return (
    <div className="plan-reason" id={reasonPlace(review, reason)}>
      <div className="plan-item-head">
        <h4 tabIndex={-1}>{topic}</h4>
        <Button look="quiet" size="small" onPress={onRemove}>
          Remove<span className="vh"> the reason {topic}</span>
        </Button>
      </div>
      <TextArea
        label="In a few words"
        isOptional
        rows={2}
        limit={longestLine}
        value={reason.text}
        onChange={(text) => onChange({ text })}
      />
      <ClassSuggestion
        text={reason.text}
        kept={reason.class ?? review.classes[0] ?? 'general'}
        onAccept={(read) => onChange({ class: read })}
      />
      {reason.text !== '' && review.classes.length > 1 && (
        <Select
          label="What these words tell"
          hint="Only people who may hear this kind of information read them."
          options={review.classes.map((id) => ({ id, label: classWords[id] }))}
          value={reason.class ?? review.classes[0] ?? 'general'}
          onChange={(id) =>
            onChange({ class: sensitivityClasses.find((known) => known === id) ?? null })
          }
        />
      )}
    </div>
  );
}

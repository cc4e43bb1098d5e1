import { longestLine } from '#contract/conferences/parts.ts';
import { classWords } from '#contract/consents.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import type { PlannedReview, ReasonDraft } from './plan-drafts.ts';

type Props = {
  review: PlannedReview;
  reasons: readonly ReasonDraft[];
  onChange: (reasons: ReasonDraft[]) => void;
};

/** Why this client is discussed: topics of the program's own policy, and words of one's own beside them. */
export function ClientReasons({ review, reasons, onChange }: Props) {
  const name = review.client.name;
  const put = (code: string, change: Partial<ReasonDraft>) =>
    onChange(reasons.map((reason) => (reason.code === code ? { ...reason, ...change } : reason)));
  return (
    <fieldset className="plan-reasons">
      <legend className="label">Why {name} is discussed</legend>
      {review.topics.map(({ code, label }) => {
        const reason = reasons.find((each) => each.code === code);
        return (
          <div key={code}>
            <Checkbox
              isSelected={reason !== undefined}
              onChange={(isOn) =>
                onChange(
                  isOn
                    ? [...reasons, { code, text: '', class: null }]
                    : reasons.filter((each) => each.code !== code),
                )
              }
            >
              {label}
            </Checkbox>
            {reason && (
              <div className="plan-words">
                <TextArea
                  label={`In a few words: ${label.toLowerCase()}`}
                  isOptional
                  rows={2}
                  limit={longestLine}
                  value={reason.text}
                  onChange={(text) => put(code, { text })}
                />
                {reason.text !== '' && review.classes.length > 1 && (
                  <ClassChoice
                    review={review}
                    reason={reason}
                    onChange={(chosen) => put(code, { class: chosen })}
                  />
                )}
              </div>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

type ClassProps = {
  review: PlannedReview;
  reason: ReasonDraft;
  onChange: (chosen: ReasonDraft['class']) => void;
};

function ClassChoice({ review, reason, onChange }: ClassProps) {
  return (
    <Select
      label="What these words tell"
      hint="Only people who may hear this kind of information read them."
      width="full"
      options={review.classes.map((id) => ({ id, label: classWords[id] }))}
      value={reason.class ?? review.classes[0] ?? 'general'}
      onChange={(id) => onChange(sensitivityClasses.find((known) => known === id) ?? null)}
    />
  );
}

import type { ReactNode } from 'react';
import { confirmSummary } from '#contract/conferences/capture.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { programClasses, type SensitivityClass } from '#domain/people.ts';
import { useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import {
  classLabel,
  clockTime,
  howWords,
  isByEmail,
  isFacilitator,
  loweringHint,
  mayWriteIn,
  type Review,
  zoneOf,
} from '#web/features/conferences/hold-words.ts';
import { changeDraft, useDraft } from './room-drafts.ts';
import { ClassMark } from './room-entry.tsx';
import { summaryTextOf } from './room-summary-text.ts';

type Props = {
  conference: ConferenceView;
  review: Review;
  /** Under a heading that says already what this is, and where no other button begins it. */
  isBare?: boolean;
};

export const summarizeId = (reviewId: string) => `summarize-${reviewId}`;

export const startSummary = (reviewId: string, text: string | null = null) =>
  changeDraft(reviewId, ({ summary }) => ({ isSummarizing: true, summary: summary ?? text }));

/** The facilitator reads the summary back; it stands when the group has said yes. */
export function RoomSummary({ conference, review, isBare = false }: Props) {
  const draft = useDraft(review.reviewId);
  const { summary, client, reviewId } = review;
  const mayConfirm = isFacilitator(conference) && mayWriteIn(conference, review);
  if (draft.isSummarizing && mayConfirm) {
    return <SummaryForm conference={conference} review={review} isBare={isBare} />;
  }
  if (summary === null) {
    if (!isBare) return null;
    return mayConfirm ? (
      <Button id={summarizeId(reviewId)} onPress={() => startSummary(reviewId)}>
        Summarize {client.name}
      </Button>
    ) : (
      <p className="soft">Only the facilitator confirms the summary.</p>
    );
  }
  return (
    <section className={isBare ? '' : 'band-room'} aria-label={`Summary of ${client.name}`}>
      <Heading isBare={isBare}>
        {howWords[summary.how]}, recorded by {summary.confirmedByName}
        {!isByEmail(conference) && ` at ${clockTime(summary.confirmedAt, zoneOf(conference))}`}
      </Heading>
      <p className="summary-text">
        {summary.text}
        <ClassMark sensitivity={summary.class} />
      </p>
      {mayConfirm && (
        <Button
          id={summarizeId(reviewId)}
          look="quiet"
          size="small"
          onPress={() => startSummary(reviewId, summary.text)}
        >
          Change the summary
        </Button>
      )}
    </section>
  );
}

const Heading = ({ isBare, children }: { isBare: boolean; children: ReactNode }) =>
  isBare ? (
    <p className="soft small">{children}</p>
  ) : (
    <h2 className="h-row">
      Summary <span className="soft">{children}</span>
    </h2>
  );

const fields = confirmSummary.input.pick({ text: true, how: true });
const ways = [
  { id: 'aloud', label: 'Confirmed aloud', detail: 'The group said yes when it was read back.' },
  { id: 'each-agreed', label: 'Each person agreed' },
];

function SummaryForm({ conference, review, isBare = false }: Props) {
  const confirm = useTell(confirmSummary);
  const { reviewId, client, entries } = review;
  const classes = review.classes.flatMap((each) => programClassOf(each) ?? []);
  const draft = useDraft(reviewId);
  const [highest = 'general'] = classes;
  const sensitivity = draft.summaryClass ?? highest;

  return (
    <section
      id={`summary-${reviewId}`}
      className={isBare ? '' : 'band-room'}
      aria-label={`Summary of ${client.name}`}
    >
      {!isBare && <h2>Summary</h2>}
      <Form
        schema={fields}
        onSubmit={async ({ text, how }) => {
          await confirm.mutateAsync({
            conferenceId: conference.conferenceId,
            reviewId,
            text,
            how,
            class: sensitivity === highest ? null : sensitivity,
          });
          changeDraft(reviewId, () => ({
            isSummarizing: false,
            summary: null,
            how: null,
            summaryClass: null,
            isPlanning: review.actionItems.length === 0,
          }));
          focusSoon(
            `#action-${reviewId} input`,
            `#close-summaries-${reviewId}`,
            `#add-action-${reviewId}`,
          );
        }}
      >
        <TextArea
          name="text"
          label={`Read back to the group about ${client.name}`}
          hint="Made from the lists. Change the words as you like."
          rows={6}
          limit={2000}
          autoFocus
          value={draft.summary ?? summaryTextOf(entries)}
          onChange={(summary) => changeDraft(reviewId, () => ({ summary }))}
        />
        <ClassSuggestion
          text={draft.summary ?? summaryTextOf(entries)}
          kept={sensitivity}
          among={programClasses}
          onAccept={(read) => changeDraft(reviewId, () => ({ summaryClass: programClassOf(read) }))}
        />
        {draft.summary !== null && (
          <Button
            look="quiet"
            size="small"
            onPress={() => {
              changeDraft(reviewId, () => ({ summary: null }));
              focusSoon(`#summary-${reviewId} textarea`);
            }}
          >
            Make it from the lists again
          </Button>
        )}
        {classes.length > 1 && (
          <Select
            label="Marked as"
            {...(loweringHint(classes) && { hint: loweringHint(classes) })}
            options={classes.map((each) => ({ id: each, label: classLabel(each) }))}
            value={sensitivity}
            onChange={(id) =>
              changeDraft(reviewId, () => ({
                summaryClass: classes.find((each) => each === id) ?? null,
              }))
            }
          />
        )}
        <RadioGroup
          name="how"
          label="How the group agreed"
          options={ways}
          value={draft.how}
          onChange={(id) =>
            changeDraft(reviewId, () => ({ how: id === 'aloud' ? 'aloud' : 'each-agreed' }))
          }
        />
        <div className="form-actions">
          <SubmitButton>Confirm the summary</SubmitButton>
          <Button
            look="quiet"
            onPress={() => {
              changeDraft(reviewId, () => ({ isSummarizing: false }));
              focusSoon(`#${summarizeId(reviewId)}`);
            }}
          >
            Back to the lists
          </Button>
        </div>
      </Form>
    </section>
  );
}

const programClassOf = (read: SensitivityClass) =>
  programClasses.find((known) => known === read) ?? null;

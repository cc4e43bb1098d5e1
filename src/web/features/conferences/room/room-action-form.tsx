import { z } from 'zod';
import { readCareTeam } from '#contract/care-team.ts';
import { addActionItem, editActionItem } from '#contract/conferences/capture.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { day, followUpInput, line } from '#contract/conferences/parts.ts';
import { readSession } from '#contract/session.ts';
import { personKey } from '#domain/people.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { ClassSuggestion } from '#web/shell/class-suggestion.tsx';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { Problem } from '#web/api/call.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import {
  classLabel,
  optionOf,
  peopleFor,
  type Review,
  todayIn,
} from '#web/features/conferences/hold-words.ts';
import { type ActionDraft, changeDraft, useDraft } from './room-drafts.ts';

type Props = { conference: ConferenceView; review: Review };

const wholePlan = 'plan';

const fields = z.object({
  text: line,
  needId: z.string(),
  owner: z.string('Choose one person.').min(1, 'Choose one person who answers for it.'),
  dueOn: day,
  followUp: followUpInput,
});

const weeksLater = (date: Temporal.PlainDate, weeks: number) => date.add({ weeks }).toString();

/** What is still empty is proposed: two weeks to do it, and a question a week later. */
function useActionDraft({ conference, review }: Props): ActionDraft & { today: string } {
  const { person } = useAsk(readSession, {}).data ?? {};
  const { action } = useDraft(review.reviewId);
  const today = todayIn(conference);
  const needs = review.entries.filter(({ kind }) => kind === 'need');
  const open = needs.find(
    ({ entryId }) => !review.actionItems.some(({ needId }) => needId === entryId),
  );
  const dueOn = action.dueOn ?? weeksLater(today, 2);
  const due = dueOn === '' ? today : Temporal.PlainDate.from(dueOn);
  return {
    text: action.text ?? '',
    needId: action.needId ?? open?.entryId ?? wholePlan,
    owner: action.owner ?? null,
    dueOn,
    followUpOn: action.followUpOn ?? weeksLater(due, 1),
    how: action.how ?? '',
    by: action.by ?? person?.staffId ?? null,
    today: today.toString(),
  };
}

export function RoomActionForm({ conference, review }: Props) {
  const add = useTell(addActionItem);
  const edit = useTell(editActionItem);
  const { reviewId } = review;
  const { actionItemId, actionClass } = useDraft(reviewId);
  const draft = useActionDraft({ conference, review });
  const { clientId } = review.client;
  const careTeam = useAsk(readCareTeam, { clientId }).data;
  const people = peopleFor(conference, review, careTeam);
  const keep = (change: Partial<ActionDraft>) =>
    changeDraft(reviewId, ({ action }) => ({ action: { ...action, ...change } }));
  const leave = (isPlanning: boolean, kept: Partial<ActionDraft> = {}) =>
    changeDraft(reviewId, () => ({
      isPlanning,
      action: kept,
      actionItemId: null,
      actionClass: null,
    }));

  const save = async (values: z.output<typeof fields>) => {
    const owner = people.find(({ person }) => personKey(person) === values.owner);
    if (!owner)
      throw new Problem({
        type: 'unknown-person',
        status: 422,
        title: 'Choose again who does it.',
      });
    const agreed = {
      conferenceId: conference.conferenceId,
      reviewId,
      needId: values.needId === wholePlan ? null : values.needId,
      text: values.text,
      owner: owner.person,
      dueOn: values.dueOn,
      followUp: values.followUp,
      class: actionClass,
    };
    if (actionItemId === null) await add.mutateAsync(agreed);
    else await edit.mutateAsync({ ...agreed, actionItemId });
    announce(`Agreed: ${values.text}`);
    leave(actionItemId === null, { how: values.followUp.how, by: values.followUp.by });
    focusSoon(`#action-${reviewId} input`, `#add-action-${reviewId}`);
  };

  return (
    <Form schema={fields} onSubmit={save} label="Agree an action" className="action-form">
      <div id={`action-${reviewId}`}>
        <TextField
          name="text"
          label="What will be done"
          value={draft.text}
          onChange={(text) => keep({ text })}
        />
        <ClassSuggestion
          text={`${draft.text} ${draft.how}`}
          kept={actionClass ?? review.classes[0] ?? 'general'}
          onAccept={(read) => changeDraft(reviewId, () => ({ actionClass: read }))}
        />
      </div>
      <div className="two">
        <Who review={review} draft={draft} options={people.map(optionOf)} keep={keep} />
      </div>
      <div className="two">
        <DateField
          name="dueOn"
          label="Due"
          min={draft.today}
          value={draft.dueOn}
          onChange={(dueOn) => keep({ dueOn })}
        />
        <DateField
          name="followUp.on"
          label="Follow-up"
          value={draft.followUpOn}
          onChange={(followUpOn) => keep({ followUpOn })}
        />
        <TextField
          name="followUp.how"
          label="How it is followed up"
          placeholder="By telephone"
          value={draft.how}
          onChange={(how) => keep({ how })}
        />
        <Select
          name="followUp.by"
          label="Who follows up"
          options={people
            .filter(({ person }) => person.kind === 'staff')
            .map((each) => ({ id: each.person.id, label: each.name }))}
          value={draft.by}
          onChange={(by) => keep({ by })}
        />
        {review.classes.length > 1 && (
          <Select
            label="Marked as"
            options={review.classes.map((each) => ({ id: each, label: classLabel(each) }))}
            value={actionClass ?? review.classes[0] ?? null}
            onChange={(id) =>
              changeDraft(reviewId, () => ({
                actionClass: review.classes.find((each) => each === id) ?? null,
              }))
            }
          />
        )}
      </div>
      <div className="form-actions">
        <SubmitButton look="secondary">
          {actionItemId === null ? 'Add the action' : 'Save the action'}
        </SubmitButton>
        <Button
          look="quiet"
          onPress={() => {
            leave(false);
            focusSoon(`#add-action-${reviewId}`);
          }}
        >
          {actionItemId === null ? 'Put away' : 'Leave as it was'}
        </Button>
      </div>
    </Form>
  );
}

type WhoProps = {
  review: Review;
  draft: ActionDraft;
  options: ReturnType<typeof optionOf>[];
  keep: (change: Partial<ActionDraft>) => void;
};

function Who({ review, draft, options, keep }: WhoProps) {
  const needs = review.entries.filter(({ kind }) => kind === 'need');
  return (
    <>
      <Select
        name="needId"
        label="For which need"
        options={[
          ...needs.map(({ entryId, text }) => ({ id: entryId, label: text })),
          { id: wholePlan, label: `The ${review.program.vocabulary.plan} as a whole` },
        ]}
        value={draft.needId}
        onChange={(needId) => keep({ needId: needId ?? wholePlan })}
      />
      <ComboBox
        name="owner"
        label="Who answers for it"
        options={options}
        value={options.find(({ id }) => id === draft.owner) ?? null}
        onChange={(chosen) => keep({ owner: chosen?.id ?? null })}
      />
    </>
  );
}

import { longestFactNote } from '#contract/changes.ts';
import { snoozeDuty } from '#contract/clock-facts/snoozes.ts';
import { snoozeReasonOptions } from '#domain/policy-clock/snooze-words.ts';
import { call } from '#web/api/call.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { keyOf, type SelectedRow } from './selected.ts';

export type ManyProps = {
  rows: readonly SelectedRow[];
  tellEach: (tell: (row: SelectedRow) => Promise<unknown>) => Promise<void>;
  onLeave: () => void;
};

// The rows may be of several programs, each with words of its own.
const anyProgram = {
  worker: 'worker',
  plan: 'plan',
  conference: 'conference',
};
const fields = snoozeDuty.input.pick({ until: true, reason: true, note: true });

/** The same day and reason for each; whose rule does not allow that day says so and stays on the list. */
export function ManySnoozes({ rows, tellEach, onLeave }: ManyProps) {
  const { one } = useOurWord();
  return (
    <Form
      schema={fields}
      label="Snooze each"
      onSubmit={(entered) =>
        tellEach((row) =>
          call(snoozeDuty, {
            ...entered,
            enrollmentId: row.enrollmentId,
            obligationKey: keyOf(row),
          }),
        )
      }
    >
      <p className="soft">{namesOf(rows)}. What is required shows again by its date.</p>
      <DateField name="until" label="Show them again on" autoFocus />
      <Select
        name="reason"
        label="Why"
        options={snoozeReasonOptions({ ...anyProgram, client: one }).map(({ reason, words }) => ({
          id: reason,
          label: words,
        }))}
      />
      <TextArea name="note" label="In a few words" isOptional rows={2} limit={longestFactNote} />
      <div className="actions">
        <SubmitButton>{rows.length === 1 ? 'Snooze it' : `Snooze ${rows.length}`}</SubmitButton>
        <Button look="quiet" onPress={onLeave}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

export const namesOf = (rows: readonly SelectedRow[]) => rows.map(({ name }) => name).join(', ');

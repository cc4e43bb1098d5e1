import type { DutyView, ProgramFacts } from '#contract/clock-facts/read-clock-facts.ts';
import { longestFactNote } from '#contract/changes.ts';
import { snoozeDuty } from '#contract/clock-facts/snoozes.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { onDate } from './client-words.ts';

type Props = { program: ProgramFacts; duty: DutyView; onClose: () => void };

/** Takes one duty off the list until a day that its rule allows. */
export function SnoozeDialog({ program, duty, onClose }: Props) {
  const tell = useTell(snoozeDuty);
  const { enrollmentId, snoozeReasons, today } = program;
  const latest = duty.snoozeUntil ?? today;
  return (
    <Dialog title={`Snooze: ${duty.rule}`} isOpen onClose={onClose}>
      <Form
        schema={snoozeDuty.input}
        also={{ enrollmentId, obligationKey: duty.key }}
        onSubmit={async (input) => {
          await tell.mutateAsync(input);
          announce('It is off the list until then.');
          onClose();
        }}
      >
        <DateField
          name="until"
          label="Show it again on"
          hint={`${onDate(latest)} at the latest.`}
          min={today}
          max={latest}
        />
        <Select
          name="reason"
          label="Why"
          options={snoozeReasons.map(({ reason, words }) => ({ id: reason, label: words }))}
        />
        <TextArea name="note" label="In a few words" isOptional rows={2} limit={longestFactNote} />
        <div className="actions">
          <SubmitButton>Snooze it</SubmitButton>
          <Button look="quiet" onPress={onClose}>
            Leave it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

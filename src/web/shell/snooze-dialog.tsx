import { useState } from 'react';
import {
  type DutyView,
  type ProgramFacts,
  readClockFacts,
} from '#contract/clock-facts/read-clock-facts.ts';
import { longestFactNote } from '#contract/changes.ts';
import { snoozeDuty } from '#contract/clock-facts/snoozes.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { Asked } from './asked.tsx';

export type OneDuty = { clientId: string; enrollmentId: string; obligationKey: string };
type Props = { duty: OneDuty; onClose: () => void };
type Snoozable = { program: ProgramFacts; duty: DutyView };

/** Takes one duty of a client off the list until a day that its rule allows, or says why it cannot. */
export function SnoozeDialog({ duty, onClose }: Props) {
  const asked = useAsk(readClockFacts, { clientId: duty.clientId });
  return (
    <Dialog title="Snooze" isOpen onClose={onClose}>
      <Asked asked={asked} label="Looking for what is due" rows={4}>
        {({ programs }) => <OneOf programs={programs} first={duty} onClose={onClose} />}
      </Asked>
    </Dialog>
  );
}

type OneOfProps = { programs: readonly ProgramFacts[]; first: OneDuty; onClose: () => void };

/** A client may owe several things; each of them has a last day of its own. */
function OneOf({ programs, first, onClose }: OneOfProps) {
  const [chosen, setChosen] = useState(`${first.enrollmentId} ${first.obligationKey}`);
  const owed = programs.flatMap((program) =>
    program.duties
      .filter(({ status }) => isOnList.has(status))
      .map((duty) => ({ id: `${program.enrollmentId} ${duty.key}`, program, duty })),
  );
  const found = owed.find(({ id }) => id === chosen);
  if (!found) return <EmptyState title="This is not on the list any more.">Close this.</EmptyState>;
  return (
    <>
      {owed.length > 1 && (
        <Select
          label="What"
          options={owed.map(({ id, program, duty }) => ({
            id,
            label: `${program.programName}: ${duty.rule}`,
            detail: `${duty.due}. ${duty.left}`,
          }))}
          value={chosen}
          onChange={(id) => setChosen(id ?? chosen)}
        />
      )}
      {found.duty.snoozeUntil === null ? (
        <EmptyState title={`${found.duty.rule} stays on the list.`}>
          {found.duty.whyNoSnooze}
        </EmptyState>
      ) : (
        <Fields key={chosen} {...found} onClose={onClose} />
      )}
    </>
  );
}

const isOnList: ReadonlySet<DutyView['status']> = new Set([
  'open',
  'current',
  'due_soon',
  'due_today',
  'overdue',
  'snoozed',
]);

type FieldsProps = Snoozable & { onClose: () => void };

function Fields({ program, duty, onClose }: FieldsProps) {
  const tell = useTell(snoozeDuty);
  const { enrollmentId, snoozeReasons, today } = program;
  const latest = duty.snoozeUntil ?? today;
  return (
    <Form
      schema={snoozeDuty.input}
      also={{ enrollmentId, obligationKey: duty.key }}
      onSubmit={async (input) => {
        await tell.mutateAsync(input);
        announce('It is off the list until then.');
        onClose();
      }}
    >
      <p className="soft">
        {duty.rule}, {program.programName}. {duty.evidence}.
      </p>
      <DateField
        name="until"
        label="Show it again on"
        hint={`${dayInWords(latest)} at the latest.`}
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
  );
}

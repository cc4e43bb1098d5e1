import { useState } from 'react';
import { createProgram } from '#contract/programs.ts';
import { readSession } from '#contract/session.ts';
import { presetOptions } from '#domain/program-policy/presets/preset-words.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { timeZoneChoices } from '#domain/time-zones.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { programClassOptions } from '#web/shell/program-class-options.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

export function ProgramForm({ onClose }: { onClose: () => void }) {
  const tell = useTell(createProgram);
  const { data } = useAsk(readSession, {});
  const [today] = useState(() => Temporal.Now.plainDateISO().toString());
  const agencyZone = data?.agency?.timeZone;

  return (
    <Form
      schema={createProgram.input}
      label="Start a program"
      onSubmit={async (values) => {
        await tell.mutateAsync(values);
        onClose();
      }}
    >
      <TextField name="name" label="Name" autoFocus />
      <RadioGroup
        name="preset"
        label="Rules to start from"
        hint="They are copied, so that you can change them later."
        options={presetOptions(presetIds)}
      />
      <Select
        name="timeZone"
        label="Time zone"
        options={timeZoneChoices(agencyZone === undefined ? [] : [agencyZone])}
        defaultValue={agencyZone ?? null}
      />
      <DateField
        name="goLiveOn"
        label="Live since"
        hint="What was due before this day is shown apart, as a backlog."
        defaultValue={today}
      />
      <Select
        name="class"
        label="What being in this program reveals"
        hint="Where it reveals something, only the team may know who is in it."
        options={programClassOptions}
        defaultValue="general"
      />
      <div className="form-actions">
        <SubmitButton>Start it</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

import { createTeam } from '#contract/programs.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextField } from '#web/ui/text-field.tsx';

export function TeamForm({ programId, onClose }: { programId: string; onClose: () => void }) {
  const tell = useTell(createTeam);
  return (
    <Form
      schema={createTeam.input}
      also={{ programId }}
      label="Add a team"
      onSubmit={async (values) => {
        await tell.mutateAsync(values);
        onClose();
      }}
    >
      <TextField name="name" label="Name of the team" autoFocus />
      <div className="form-actions">
        <SubmitButton>Add the team</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Not now
        </Button>
      </div>
    </Form>
  );
}

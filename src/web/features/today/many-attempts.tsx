import { useCallback, useState } from 'react';
import {
  type AttemptEnrollment,
  findAttemptPeople,
  logAttempt,
  longestAttemptNote,
  prepareAttempt,
} from '#contract/attempts.ts';
import { nextStepCodes, nextStepWords } from '#domain/attempts/attempt-words.ts';
import { call } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { AttemptWays } from '#web/shell/attempt-ways.tsx';
import { Button } from '#web/ui/button.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import type { Option } from '#web/ui/option.ts';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { namesOf, type ManyProps } from './many-snoozes.tsx';

/** One call to a clinic about several of its clients: written down once, and kept for each of them. */
export function ManyAttempts(props: ManyProps) {
  // Kept: once it is told, the first row leaves the rows that are open, and what was typed would leave with it.
  const [first] = useState(props.rows[0]);
  const asked = useAsk(prepareAttempt, { clientId: first?.clientId ?? '' });
  return (
    <Asked asked={asked} label="Loading whom you may have asked" rows={6}>
      {(ready) => {
        const enrollment = ready.enrollments.find(
          ({ enrollmentId }) => enrollmentId === first?.enrollmentId,
        );
        return first && enrollment ? (
          <Fields {...props} clientId={first.clientId} enrollment={enrollment} />
        ) : (
          <EmptyState title="This is not on the list any more.">Close this.</EmptyState>
        );
      }}
    </Asked>
  );
}

const fields = logAttempt.input.pick({
  channel: true,
  outcome: true,
  on: true,
  nextStep: true,
  note: true,
  to: true,
});

type FieldsProps = ManyProps & { clientId: string; enrollment: AttemptEnrollment };

function Fields({ rows, tellEach, onLeave, clientId, enrollment }: FieldsProps) {
  const { more } = useOurWord();
  const [ways, setWays] = useState({ channel: 'telephone', outcome: 'no_response' });
  const [provider, setProvider] = useState<Option | null>(null);
  const find = useProviders(clientId);
  return (
    <Form
      schema={fields}
      label="Log an attempt for each"
      also={{
        ...ways,
        to: provider ? { kind: 'provider', id: provider.id } : undefined,
      }}
      onSubmit={(entered) =>
        tellEach((row) =>
          call(logAttempt, {
            ...entered,
            clientId: row.clientId,
            enrollmentId: row.enrollmentId,
          }),
        )
      }
    >
      <p className="soft">{namesOf(rows)}. It is evidence on each row; the due dates stay.</p>
      <ComboBox
        name="to"
        label="Which provider did you ask?"
        search={find}
        value={provider}
        onChange={setProvider}
        placeholder="Name or organization"
        autoFocus
      />
      <AttemptWays enrollment={enrollment} value={ways} onChange={setWays} />
      <DateField name="on" label="Date" defaultValue={enrollment.today} max={enrollment.today} />
      <Select
        name="nextStep"
        label="Next step"
        options={nextStepCodes.map((id) => ({ id, label: nextStepWords[id] }))}
        defaultValue="call-again"
      />
      <TextArea name="note" label="Note" isOptional rows={2} limit={longestAttemptNote} />
      <div className="actions">
        <SubmitButton>
          {rows.length === 1 ? 'Log the attempt' : `Log it for ${rows.length} ${more}`}
        </SubmitButton>
        <Button look="quiet" onPress={onLeave}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

/** Providers alone: family and the client themself are each of one client. */
const useProviders = (clientId: string) =>
  useCallback(
    async (text: string): Promise<Option[]> => {
      const { people } = await call(findAttemptPeople, { clientId, text });
      return people.flatMap(({ person, name, about }) =>
        person.kind === 'provider' ? [{ id: person.id, label: name, detail: about }] : [],
      );
    },
    [clientId],
  );

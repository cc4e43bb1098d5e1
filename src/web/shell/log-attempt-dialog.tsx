import { useCallback, useState } from 'react';
import { noteToBeginWith } from '#domain/attempts/attempt-words.ts';
import {
  type AttemptEnrollment,
  type AttemptView,
  correctAttempt,
  findAttemptPeople,
  logAttempt,
  longestAttemptNote,
  prepareAttempt,
  type ReachableView,
} from '#contract/attempts.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { call } from '#web/api/call.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Form } from '#web/ui/form.tsx';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { TextArea } from '#web/ui/text-area.tsx';
import { Asked } from './asked.tsx';
import { useOurWord } from './use-our-word.ts';
import { AttemptWays } from './attempt-ways.tsx';
import { ClassSuggestion } from './class-suggestion.tsx';
import { nextStepOptions } from './next-step-options.ts';

type Props = {
  /** Whose attempt it is; null while the dialog is closed. */
  client: { clientId: string; enrollmentId?: string | undefined } | null;
  /** One that is corrected instead of a new one. */
  attempt?: AttemptView | undefined;
  onClose: () => void;
};

/** A request for a conference that nobody answered, or not as hoped: written down in a few keys. */
export function LogAttemptDialog({ client, attempt, onClose }: Props) {
  return (
    <Dialog
      title={attempt ? 'Correct an attempt' : 'Log an attempt'}
      isOpen={client !== null}
      onClose={onClose}
    >
      {client && <Loading client={client} attempt={attempt} onClose={onClose} />}
    </Dialog>
  );
}

type Inside = Omit<Props, 'client'> & { client: NonNullable<Props['client']> };

function Loading({ client, attempt, onClose }: Inside) {
  const { one } = useOurWord();
  const asked = useAsk(prepareAttempt, { clientId: client.clientId });
  return (
    <Asked asked={asked} label="Loading whom you may have asked" rows={6}>
      {(ready) => {
        const wanted = attempt?.enrollmentId ?? client.enrollmentId;
        const first =
          ready.enrollments.find(({ enrollmentId }) => enrollmentId === wanted) ??
          ready.enrollments.find(({ endedOn }) => endedOn === null) ??
          ready.enrollments[0];
        if (!first)
          return (
            <EmptyState title="There is no enrollment yet.">Enroll the {one} first.</EmptyState>
          );
        return <Fields {...{ client, attempt, onClose, ready, first }} />;
      }}
    </Asked>
  );
}

type Ready = ReplyOf<typeof prepareAttempt>;
type FieldsProps = Inside & { ready: Ready; first: AttemptEnrollment };

function Fields({ client: { clientId }, attempt, onClose, ready, first }: FieldsProps) {
  const [enrollmentId, setEnrollmentId] = useState<string | null>(first.enrollmentId);
  const enrollment = ready.enrollments.find((each) => each.enrollmentId === enrollmentId) ?? first;
  const [person, setPerson] = useState<ReachableView | null>(personOf(attempt, ready));
  const [ways, setWays] = useState({
    channel: attempt?.channel ?? 'telephone',
    outcome: attempt?.outcome ?? 'no_response',
  });
  const [on, setOn] = useState(attempt?.on ?? enrollment.today);
  const [nextStep, setNextStep] = useState<string>(attempt?.nextStep ?? 'call-again');
  const [typedNote, setTypedNote] = useState<string | null>(attempt ? attempt.note : null);
  const [read, setRead] = useState<SensitivityClass | null>(null);
  const log = useTell(logAttempt);
  const correct = useTell(correctAttempt);
  const find = usePeople(clientId);
  const begun =
    person === null ? '' : noteToBeginWith({ to: person.name, ...ways }, enrollment.conference);
  const note = typedNote ?? begun;
  // The sentence that stands there by itself says nothing that the fields do not say: it is not kept as a note.
  const said = {
    ...ways,
    on,
    nextStep,
    note: note === begun ? '' : note,
    ...(read === null ? {} : { noteClass: read }),
  };

  return (
    <Form
      schema={logAttempt.input}
      label="Log an attempt"
      also={{
        clientId,
        enrollmentId: enrollment.enrollmentId,
        to: person ? person.person : undefined,
        ...said,
      }}
      onSubmit={async ({ clientId: whose, ...entered }) => {
        if (attempt) await correct.mutateAsync({ attemptId: attempt.attemptId, ...entered });
        else await log.mutateAsync({ clientId: whose, ...entered });
        announce(attempt ? 'The attempt is corrected.' : 'The attempt is recorded.');
        onClose();
      }}
    >
      <p className="soft">
        {ready.clientName}. It is evidence on the due row; the due date stays.
        {enrollment.fileIn && ` It is to be filed in ${enrollment.fileIn}, too.`}
      </p>
      {ready.enrollments.length > 1 && (
        <Select
          name="enrollmentId"
          label="Program"
          options={ready.enrollments.map(({ enrollmentId: id, programName, endedOn }) => ({
            id,
            label: endedOn === null ? programName : `${programName} (ended)`,
          }))}
          value={enrollment.enrollmentId}
          onChange={setEnrollmentId}
        />
      )}
      <ComboBox
        name="to"
        label="Whom did you ask?"
        search={find}
        value={person ? optionOf(person) : null}
        onChange={(option) => setPerson(option ? (known.get(option.id) ?? null) : null)}
        placeholder="Name or organization"
        autoFocus
      />
      <AttemptWays enrollment={enrollment} value={ways} onChange={setWays} />
      <DateField
        name="on"
        label="Date"
        value={on}
        onChange={setOn}
        min={enrollment.startedOn}
        max={enrollment.endedOn ?? enrollment.today}
      />
      <RadioGroup
        name="nextStep"
        label="Next step"
        options={nextStepOptions(ready.people, { to: person, channel: ways.channel, enrollment })}
        value={nextStep}
        onChange={setNextStep}
      />
      <TextArea
        name="note"
        label="Note"
        isOptional
        rows={2}
        limit={longestAttemptNote}
        value={note}
        onChange={setTypedNote}
      />
      <ClassSuggestion text={typedNote ?? ''} kept={read ?? 'general'} onAccept={setRead} />
      <div className="actions">
        <SubmitButton>{attempt ? 'Correct it' : 'Log the attempt'}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

/** Whoever was asked may have left the care team since. */
function personOf(attempt: AttemptView | undefined, { people }: Ready): ReachableView | null {
  if (!attempt) return null;
  const { to, toName } = attempt;
  return (
    people.find(({ person }) => person.kind === to.kind && person.id === to.id) ?? {
      person: to,
      name: toName,
      about: '',
      isOnCareTeam: false,
      isManagedCarePlan: false,
    }
  );
}

// What was found is remembered by its key, because an option carries words alone.
const known = new Map<string, ReachableView>();

function optionOf(each: ReachableView) {
  const id = `${each.person.kind} ${each.person.id}`;
  known.set(id, each);
  return { id, label: each.name, detail: each.about };
}

const usePeople = (clientId: string) =>
  useCallback(
    async (text: string) => {
      const { people } = await call(findAttemptPeople, { clientId, text });
      return people.map((each) => optionOf(each));
    },
    [clientId],
  );

import {
  assignEnrollment,
  endEnrollment,
  endReasons,
  endReasonWords,
  enrollClient,
  type EnrollmentView,
  listEnrollmentChoices,
} from '#contract/enrollments.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { Form } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { EnrollmentFields, useAssignment } from './enrollment-fields.tsx';

type Choices = ReplyOf<typeof listEnrollmentChoices>;
type Enrolled = { enrollment: EnrollmentView; today: string; onClose: () => void };

function FormFoot({ children, onClose }: { children: string; onClose: () => void }) {
  return (
    <div className="form-actions">
      <SubmitButton>{children}</SubmitButton>
      <Button look="quiet" onPress={onClose}>
        Leave as it was
      </Button>
    </div>
  );
}

export function EnrollForm({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const choices = useAsk(listEnrollmentChoices, {});
  return (
    <Asked asked={choices} label="Loading programs and workers">
      {(known) => <Enroll clientId={clientId} choices={known} onClose={onClose} />}
    </Asked>
  );
}

function Enroll(props: { clientId: string; choices: Choices; onClose: () => void }) {
  const { clientId, choices, onClose } = props;
  const enroll = useTell(enrollClient);
  const assignment = useAssignment(choices, {});
  return (
    <Form
      schema={enrollClient.input}
      also={{ clientId, ...assignment.also }}
      label="New enrollment"
      onSubmit={async (entered) => {
        await enroll.mutateAsync(entered);
        onClose();
      }}
    >
      <EnrollmentFields at={assignment} />
      <DateField
        name="startedOn"
        label="Enrolled on"
        defaultValue={choices.today}
        max={choices.today}
      />
      <FormFoot onClose={onClose}>Enroll</FormFoot>
    </Form>
  );
}

export function AssignForm(props: Enrolled) {
  const choices = useAsk(listEnrollmentChoices, {});
  return (
    <Asked asked={choices} label="Loading teams and workers">
      {(known) => <Assign {...props} choices={known} />}
    </Asked>
  );
}

function Assign({ enrollment, today, choices, onClose }: Enrolled & { choices: Choices }) {
  const assign = useTell(assignEnrollment);
  const { enrollmentId, startedOn } = enrollment;
  const assignment = useAssignment(choices, enrollment);
  return (
    <Form
      schema={assignEnrollment.input}
      also={{ enrollmentId, ...assignment.also }}
      label="Worker and team"
      onSubmit={async (entered) => {
        await assign.mutateAsync(entered);
        onClose();
      }}
    >
      <p>Who leaves the case no longer sees this chart, unless they are on the care team.</p>
      <EnrollmentFields at={assignment} />
      <DateField name="from" label="From" defaultValue={today} min={startedOn} max={today} />
      <FormFoot onClose={onClose}>Change</FormFoot>
    </Form>
  );
}

export function EndForm({ enrollment, today, onClose }: Enrolled) {
  const end = useTell(endEnrollment);
  const { enrollmentId, startedOn } = enrollment;
  return (
    <Form
      schema={endEnrollment.input}
      also={{ enrollmentId }}
      label="End of the enrollment"
      onSubmit={async (entered) => {
        await end.mutateAsync(entered);
        onClose();
      }}
    >
      <DateField name="endedOn" label="Last day" defaultValue={today} min={startedOn} max={today} />
      <Select
        name="reason"
        label="Reason"
        options={endReasons.map((id) => ({ id, label: endReasonWords[id] }))}
      />
      <FormFoot onClose={onClose}>End the enrollment</FormFoot>
    </Form>
  );
}

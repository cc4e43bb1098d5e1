import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { scheduleFields } from './plan-drafts.ts';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { scheduleForm } from './schedule-form.ts';

/** It is saved once it is whole; what is missing is said when one wants to go on. */
export function ScheduleTask({ plan, onNext }: { plan: Plan; onNext: () => void }) {
  const { schedule, fallback } = plan;
  return (
    <Form
      label="Date, time, place"
      schema={scheduleForm}
      also={scheduleFields(schedule.value, fallback)}
      onSubmit={() => savedThen(schedule, onNext)}
    >
      <ScheduleFields draft={schedule.value} fallback={fallback} onChange={schedule.change} />
      <p className="form-actions">
        <SubmitButton look="secondary">Save and continue</SubmitButton>
      </p>
    </Form>
  );
}

import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { reschedule } from '#contract/conferences/invite.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { scheduleFields, scheduleOf, suggestedMinutes } from './plan-drafts.ts';
import { peopleInWords } from '#web/features/conferences/plan-words.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { scheduleForm } from './schedule-form.ts';

type Props = {
  view: ConferenceView;
  isOpen: boolean;
  onClose: () => void;
  onMoved: (told: number) => void;
};

/** Moves a meeting that people were invited to: each gets a mail that says no more than the new time. */
export function ChangeSchedule({ view, isOpen, onClose, onMoved }: Props) {
  return (
    <Dialog title="Change date, time or place" isOpen={isOpen} onClose={onClose} isWide>
      {isOpen && <Fields view={view} onClose={onClose} onMoved={onMoved} />}
    </Dialog>
  );
}

function Fields({ view, onClose, onMoved }: Omit<Props, 'isOpen'>) {
  const [draft, setDraft] = useState(() => scheduleOf(view));
  const tell = useTell(reschedule);
  const { conferenceId, version } = view;
  const invited = view.attendees.filter(({ invitedTo }) => invitedTo.length > 0).length;
  const fallback = { minutes: suggestedMinutes(view), timeZone: view.timeZone };
  return (
    <Form
      schema={scheduleForm}
      also={scheduleFields(draft, fallback)}
      onSubmit={async (schedule) => {
        const { told } = await tell.mutateAsync({ conferenceId, version, schedule });
        onMoved(told);
        onClose();
      }}
    >
      <p>
        {peopleInWords(invited)} {invited === 1 ? 'was' : 'were'} invited. Each is told the new time
        and asked again whether they can come.
      </p>
      <ScheduleFields draft={draft} fallback={fallback} onChange={setDraft} />
      <div className="actions form-actions">
        <SubmitButton>Change and tell {peopleInWords(invited)}</SubmitButton>
        <Button look="quiet" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Form>
  );
}

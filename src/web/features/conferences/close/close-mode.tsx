import { sayWhyNotInPerson } from '#contract/conferences/close.ts';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { isHeldApart } from '#domain/conference/mode-reasons.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Status } from '#web/ui/status.tsx';
import type { Closing } from './close-words.ts';
import { ModeReasonSelect } from '#web/features/conferences/plan/mode-reason-select.tsx';

type Props = { conference: ConferenceView; closing: Closing };

/** The rules of a program ask why people did not meet in one room, and nobody has said it. */
export const lacksModeReason = ({ conference: { schedule }, closing }: Props): boolean =>
  closing.asksWhyNotInPerson && schedule?.modeReason === null;

/** Often it is known only afterwards; without it the close goes on. */
export function CloseMode({ conference, closing }: Props) {
  const { conferenceId, schedule } = conference;
  const say = useTell(sayWhyNotInPerson);
  if (schedule === null || !isHeldApart(schedule.mode)) return null;
  return (
    <div className="close-part">
      <h3>How people met</h3>
      {lacksModeReason({ conference, closing }) && (
        <p>
          <Status kind="soon">The program asks why it was not held in person.</Status>
        </p>
      )}
      <ModeReasonSelect
        hint="It stands on the conference form."
        value={schedule.modeReason}
        onChange={(modeReason) => say.mutate({ conferenceId, modeReason })}
      />
      {say.isError && <Status kind="late">Not saved. {say.error.message}</Status>}
    </div>
  );
}

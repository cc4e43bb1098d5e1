import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { startConference } from '#contract/conferences/hold.ts';
import { dayInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { StartConference } from '#web/features/conferences/room/room-start.tsx';

/** Whether the meeting is today, by the server's moment and on the meeting's own clock. */
export const isOnItsDay = ({ schedule, at }: ConferenceView) =>
  schedule !== null &&
  Temporal.Instant.from(at).toZonedDateTimeISO(schedule.timeZone).toPlainDate().toString() ===
    schedule.on;

/** The way into the meeting: one press on its day, one question more on any other. */
export function StartWhenDue({ view }: { view: ConferenceView }) {
  const { conferenceId, schedule } = view;
  return schedule && !isOnItsDay(view) ? (
    <StartOnAnotherDay conferenceId={conferenceId} on={schedule.on} />
  ) : (
    <StartConference conferenceId={conferenceId} />
  );
}

function StartOnAnotherDay({ conferenceId, on }: { conferenceId: string; on: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const start = useTell(startConference);
  return (
    <>
      <Button onPress={() => setIsAsking(true)}>Start the conference</Button>
      <ConfirmDialog
        title="Start it today?"
        confirm="Start it now"
        keep="Not yet"
        look="primary"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          await start.mutateAsync({ conferenceId });
          focusSoon('.room h1');
        }}
      >
        {`People were invited for ${dayInWords(on)}. Whoever is not there today misses it.`}
      </ConfirmDialog>
    </>
  );
}

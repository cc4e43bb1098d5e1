import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { startConference } from '#contract/conferences/hold.ts';
import { dateInWords } from '#domain/words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { StartConference } from './room-start.tsx';

/** The way into the meeting: one press on its day, one question more on any other. */
export function StartWhenDue({ view }: { view: ConferenceView }) {
  const { conferenceId, schedule, at, timeZone } = view;
  const today = Temporal.Instant.from(at)
    .toZonedDateTimeISO(schedule?.timeZone ?? timeZone)
    .toPlainDate();
  return schedule && schedule.on !== today.toString() ? (
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
        }}
      >
        {`People were invited for ${dateInWords(Temporal.PlainDate.from(on))}. Whoever is not there today misses it.`}
      </ConfirmDialog>
    </>
  );
}

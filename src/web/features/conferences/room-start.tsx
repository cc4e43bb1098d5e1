import { startConference } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

/** Begins the meeting. Pressed twice, it has begun once. */
export function StartConference({ conferenceId }: { conferenceId: string }) {
  const start = useTell(startConference);
  return (
    <>
      <Button
        look="primary"
        isPending={start.isPending}
        onPress={() => start.mutate({ conferenceId })}
      >
        Start the conference
      </Button>
      {start.isError && <Banner tone="late" title={troubleOf(start.error).title} />}
    </>
  );
}

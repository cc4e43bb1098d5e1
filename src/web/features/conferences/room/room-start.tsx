import { startConference } from '#contract/conferences/hold.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';

/** Begins the meeting. Pressed twice, it has begun once. */
export function StartConference({ conferenceId }: { conferenceId: string }) {
  const start = useTell(startConference);
  return (
    <>
      <Button
        look="primary"
        isPending={start.isPending}
        onPress={() =>
          void start.mutateAsync({ conferenceId }).then(
            () => focusSoon('.room h1'),
            () => undefined,
          )
        }
      >
        Start the conference
      </Button>
      {start.isError && <Banner tone="late" title={troubleOf(start.error).title} />}
    </>
  );
}

import { confirmAttempts, dismissAttempts } from '#contract/attempts.ts';
import type { Waiting } from '#contract/today-now.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Silence = Waiting['silences'][number];

/** One key says that silence was an attempt, or that it was not; who wants to see first opens the conference. */
export function SettleSilence({ silence }: { silence: Silence }) {
  const confirm = useTell(confirmAttempts);
  const dismiss = useTell(dismissAttempts);
  const { attemptIds, name, conferenceId } = silence;
  const settle = async (tell: () => Promise<unknown>, done: string) => {
    try {
      await tell();
      announce(done);
    } catch (error) {
      announce(troubleOf(error).title, 'assertive');
    }
  };
  return (
    <>
      <Button
        size="row"
        isPending={confirm.isPending}
        aria-label={`Confirm the attempt: ${name}`}
        onPress={() =>
          void settle(() => confirm.mutateAsync({ attemptIds }), 'The attempt is recorded.')
        }
      >
        Confirm the attempt
      </Button>
      <Button
        look="quiet"
        size="small"
        isPending={dismiss.isPending}
        aria-label={`Dismiss the attempt: ${name}`}
        onPress={() =>
          void settle(() => dismiss.mutateAsync({ attemptIds }), 'The proposal is dismissed.')
        }
      >
        Dismiss
      </Button>
      <Link look="quiet" size="small" href={`/conferences/${conferenceId}`}>
        Open
      </Link>
    </>
  );
}

import { useRouter } from '@tanstack/react-router';
import type { ClientBanner } from '#contract/clients.ts';
import { startDraft } from '#contract/conferences/plan.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

/** Starts a plan and goes there; the changes named are what it is called for. */
export function useSetUp() {
  const { history } = useRouter();
  const start = useTell(startDraft);
  const begin = async (enrollmentId: string, changeEventIds: string[] = []) => {
    try {
      const { conferenceId } = await start.mutateAsync({
        enrollmentIds: [enrollmentId],
        changeEventIds,
      });
      history.push(`/conferences/${conferenceId}`);
    } catch (error) {
      announce(troubleOf(error).title, 'assertive');
    }
  };
  return { begin, isPending: start.isPending };
}

/** Starts a plan for this client; with several running enrollments one says for which program. */
export function SetUpConference({ client }: { client: ClientBanner }) {
  const { begin, isPending } = useSetUp();
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  const [only, ...more] = running;
  if (!only) return null;
  if (more.length === 0)
    return (
      <Button isPending={isPending} onPress={() => void begin(only.enrollmentId)}>
        Set up a conference
      </Button>
    );
  return (
    <Menu
      label="Set up a conference"
      entries={running.map(({ enrollmentId, programName }) => ({
        id: enrollmentId,
        label: programName,
        onAction: () => void begin(enrollmentId),
      }))}
    />
  );
}

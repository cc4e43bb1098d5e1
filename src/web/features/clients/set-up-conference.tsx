import { useRouter } from '@tanstack/react-router';
import type { ClientBanner } from '#contract/clients.ts';
import { startDraft } from '#contract/conferences/plan.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

/** Starts a plan for this client; with several running enrollments one says for which program. */
export function SetUpConference({ client }: { client: ClientBanner }) {
  const { history } = useRouter();
  const start = useTell(startDraft);
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  const begin = async (enrollmentId: string) => {
    try {
      const { conferenceId } = await start.mutateAsync({ enrollmentIds: [enrollmentId] });
      history.push(`/conferences/${conferenceId}`);
    } catch (error) {
      announce(troubleOf(error).title, 'assertive');
    }
  };
  const [only, ...more] = running;
  if (!only) return null;
  if (more.length === 0)
    return (
      <Button isPending={start.isPending} onPress={() => void begin(only.enrollmentId)}>
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

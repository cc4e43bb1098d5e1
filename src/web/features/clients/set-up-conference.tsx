import { useRouter } from '@tanstack/react-router';
import type { ClientBanner } from '#contract/clients.ts';
import { beginByEmail } from '#contract/conferences/exchange.ts';
import { startDraft } from '#contract/conferences/plan.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

/** Starts a plan, or a record of what is written by email, and goes there; the changes named are what it is called for. */
export function useSetUp() {
  const { history } = useRouter();
  const start = useTell(startDraft);
  const write = useTell(beginByEmail);
  const go = async (begun: Promise<{ conferenceId: string }>) => {
    try {
      const { conferenceId } = await begun;
      history.push(`/conferences/${conferenceId}`);
    } catch (error) {
      announce(troubleOf(error).title, 'assertive');
    }
  };
  const begin = (enrollmentId: string, changeEventIds: string[] = []) =>
    go(start.mutateAsync({ enrollmentIds: [enrollmentId], changeEventIds }));
  const beginWriting = (enrollmentId: string) => go(write.mutateAsync({ enrollmentId }));
  return { begin, beginWriting, isPending: start.isPending || write.isPending };
}

/**
 * Starts a plan for this client; with several running enrollments one says for which program. Of somebody who has died only what was
 * written about them is still recorded.
 */
export function SetUpConference({ client }: { client: ClientBanner }) {
  const { begin, beginWriting, isPending } = useSetUp();
  const running = client.enrollments.filter(({ endedOn }) => endedOn === null);
  const [only, ...more] = running;
  const mayPlan = client.may.plan;
  if (!only) return null;
  const words = new Set(running.map(({ vocabulary }) => vocabulary.conference));
  const label = mayPlan
    ? `Set up a ${words.size === 1 ? only.vocabulary.conference : 'conference'}`
    : 'Record an exchange';
  const byEmail = running.filter(({ emailCounts }) => emailCounts);
  if (!mayPlan && byEmail.length === 0) return null;
  if (more.length === 0 && byEmail.length === 0)
    return (
      <Button isPending={isPending} onPress={() => void begin(only.enrollmentId)}>
        {label}
      </Button>
    );
  const nameOf = (programName: string) => (more.length === 0 ? '' : `, ${programName}`);
  return (
    <Menu
      label={label}
      entries={[
        ...(mayPlan ? running : []).map(({ enrollmentId, programName }) => ({
          id: enrollmentId,
          label: more.length === 0 ? 'Plan a meeting' : programName,
          onAction: () => void begin(enrollmentId),
        })),
        ...byEmail.map(({ enrollmentId, programName }) => ({
          id: `email ${enrollmentId}`,
          label: `Record one held by email${nameOf(programName)}`,
          detail: 'Where people write to each other instead of meeting',
          onAction: () => void beginWriting(enrollmentId),
        })),
      ]}
    />
  );
}

import { type ClientBanner, readClient } from '#contract/clients.ts';
import { clientWord } from '#domain/program-policy/client-word.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** What the programs that this person is in call them, of those that run if any does. */
export function wordFor({ enrollments }: Pick<ClientBanner, 'enrollments'>): string {
  const running = enrollments.filter(({ endedOn }) => endedOn === null);
  const meant = running.length > 0 ? running : enrollments;
  return clientWord(meant.map(({ vocabulary }) => vocabulary));
}

/** The chart's banner has asked for it already. */
export function useClientWord(clientId: string): string {
  const asked = useAsk(readClient, { clientId });
  return asked.data?.clientId === clientId ? wordFor(asked.data) : 'client';
}

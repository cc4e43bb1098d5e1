import { readClient } from '#contract/clients.ts';
import { wordFor } from '#domain/program-policy/client-word.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** The chart's banner has asked for it already. */
export function useClientWord(clientId: string): string {
  const asked = useAsk(readClient, { clientId });
  return asked.data?.clientId === clientId ? wordFor(asked.data.enrollments) : 'client';
}

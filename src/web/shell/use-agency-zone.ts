import { readSession } from '#contract/session.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** The clock of the agency, which may not be the one of the browser. */
export function useAgencyZone(): string {
  const { data } = useAsk(readSession, {});
  return data?.agency?.timeZone ?? 'UTC';
}

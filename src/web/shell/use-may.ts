import { readSession } from '#contract/session.ts';
import type { Ability } from '#domain/access/abilities.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** Whether the person here may do this at all, so that no page offers what would be refused. */
export function useMay(ability: Ability): boolean {
  const { data } = useAsk(readSession, {});
  return data?.abilities.includes(ability) ?? false;
}

/** Whether lists of many people leave with the person here as files. */
export function useMayTakeLists(): boolean {
  const { data } = useAsk(readSession, {});
  return data?.mayTakeLists ?? false;
}

import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { endAccess, lockEmergency } from '#server/stores/audit/emergencies.ts';
import { isOpenAt } from './emergency-view.ts';

export async function endEmergency({ accessId }: { accessId: string }, visit: Visit) {
  const found = await lockEmergency(visit, accessId);
  if (found?.staffId !== visit.actor) throw new Refused('not-found');
  visit.touch(found.clientId);
  if (isOpenAt(found, visit.at)) await endAccess(visit, accessId);
  return { done: true } as const;
}

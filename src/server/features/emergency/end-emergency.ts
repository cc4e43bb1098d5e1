import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { endGlass, ownEmergencies } from '#server/stores/emergencies.ts';
import { isOpenAt } from './emergency-view.ts';

export async function endEmergency({ glassId }: { glassId: string }, visit: Visit) {
  const mine = (await ownEmergencies(visit)).find((each) => each.glassId === glassId);
  if (!mine) throw new Refused('not-found');
  visit.touch(mine.clientId);
  if (isOpenAt(mine, visit.at)) await endGlass(visit, glassId);
  return { done: true } as const;
}

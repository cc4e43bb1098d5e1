import { sensitivityClasses } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { namesSomebodyKnown } from '#server/stores/consent-members.ts';
import { lockConsent, type LockedConsent } from '#server/stores/consents-end.ts';

type Held = Pick<LockedConsent, 'classes' | 'recordedBy'>;
type Readable = Awaited<ReturnType<typeof readableClasses>>;

/**
 * A paper may hold more than a colleague sees of it: who may not know all that a case can hold corrects what they recorded
 * themselves, and nothing else. The same for every paper, so that the answer tells nothing of what one holds.
 */
export const mayChange = ({ classes, recordedBy }: Held, readable: Readable, actor: string) =>
  sensitivityClasses.every((each) => readable.includes(each)) ||
  (recordedBy === actor && classes.every((each) => readable.includes(each)));

/** Locks one that the asker may know of; of any other there is nothing to say. */
export async function lockKnown(visit: Visit, consentId: string) {
  const locked = await lockConsent(visit, consentId);
  const readable = await readableClasses(visit, locked.clientId);
  const isKnown = locked.classes.some((each) => readable.includes(each));
  if (!isKnown || !(await namesSomebodyKnown(visit, locked))) throw new Refused('not-found');
  return { locked, mayChange: mayChange(locked, readable, visit.actor) };
}

export async function lockToChange(visit: Visit, consentId: string): Promise<LockedConsent> {
  const { locked, mayChange: may } = await lockKnown(visit, consentId);
  if (!may) throw new Refused('consent-not-yours-to-change');
  return locked;
}

import type { Ending } from '#domain/consent/taking-back.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { mayBeToldOf } from '#server/stores/consents/consent-members.ts';
import {
  findConsent,
  lockConsent,
  type LockedConsent,
} from '#server/stores/consents/consents-end.ts';

type Held = Pick<LockedConsent, 'classes' | 'recordedBy'>;
type Readable = Awaited<ReturnType<typeof readableClasses>>;

/**
 * A paper may hold more than a colleague sees of it: who may not know all that a case can hold corrects what they recorded
 * themselves, and nothing else. The same for every paper, so that the answer tells nothing of what one holds.
 */
export const mayChange = ({ classes, recordedBy }: Held, readable: Readable, actor: string) =>
  sensitivityClasses.every((each) => readable.includes(each)) ||
  (recordedBy === actor && classes.every((each) => readable.includes(each)));

/** One that the asker may know of; of any other there is nothing to say. */
async function known(visit: Visit, held: LockedConsent) {
  const readable = await readableClasses(visit, held.clientId);
  const isKnown = held.classes.some((each) => readable.includes(each));
  if (!isKnown || !(await mayBeToldOf(visit, held))) throw new Refused('not-found');
  return { held, mayChange: mayChange(held, readable, visit.actor) };
}

type Known = Awaited<ReturnType<typeof known>>;

function toChange({ held, mayChange: may }: Known): LockedConsent {
  if (!may) throw new Refused('consent-not-yours-to-change');
  return held;
}

/** Whoever hears a client take something back records it; to take back a refusal is to agree, and for whoever may record that. */
const toTakeBack = (each: Known): LockedConsent =>
  each.held.isRefusal ? toChange(each) : each.held;

export const lockKnown = async (visit: Visit, consentId: string) =>
  known(visit, await lockConsent(visit, consentId));

export const lockToChange = async (visit: Visit, consentId: string) =>
  toChange(await lockKnown(visit, consentId));

export const lockToTakeBack = async (visit: Visit, consentId: string) =>
  toTakeBack(await lockKnown(visit, consentId));

/** The same rights, to look what it would do; nothing is held still for that. */
export async function findToEnd(visit: Visit, consentId: string, how: Ending) {
  const found = await known(visit, await findConsent(visit, consentId));
  return how === 'revoked' ? toTakeBack(found) : toChange(found);
}

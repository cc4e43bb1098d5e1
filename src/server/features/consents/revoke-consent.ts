import type * as contract from '#contract/consents-end.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { isToBeTold, nothingMoreTo, type NamedParty } from '#domain/consent/taking-back.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import * as ending from '#server/stores/consents/consents-end.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { withdrawUncovered } from '#server/stores/consents/withdraw-uncovered.ts';
import { lockToTakeBack } from './may-change.ts';
import { keepExclusions, refuseFor } from './keep-refusal.ts';
import { partiesAsked } from './parties-asked.ts';

type Said = Pick<InputOf<typeof contract.revokeConsent>, 'how' | 'saidOn' | 'by'>;

/** Effective at this moment: the next read, the unsent mail and the meetings to come know it with this transaction. */
export async function revokeConsent(
  { consentId, also, ...said }: InputOf<typeof contract.revokeConsent>,
  visit: Visit,
) {
  // In one order for everybody: two who name the same papers the other way round wait, and do not lock each other out.
  const locked: ending.LockedConsent[] = [];
  for (const each of [...new Set([consentId, ...also])].toSorted())
    locked.push(await lockToTakeBack(visit, each));
  const first = locked.find((each) => each.consentId === consentId);
  if (!first || locked.some((each) => each.clientId !== first.clientId))
    throw new Refused('not-found');
  if (first.isRevoked) throw new Refused('consent-revoked-already');
  const { clientId } = first;
  let toTell = 0;
  for (const each of locked) if (!each.isRevoked) toTell += await takeBack(visit, each, said);
  const stopped = await withdrawUncovered(visit, clientId);
  visit.touch(clientId);
  return { done: true as const, ...stopped, toTell };
}

/** "Nothing more to her": what names nobody else ends, and a refusal keeps every other paper from reaching them. */
export async function stopTelling(
  { clientId, recipient, ...said }: InputOf<typeof contract.stopTelling>,
  visit: Visit,
) {
  const { tx, at, today: on, agencyId } = visit;
  await findClient(tx, agencyId, clientId);
  const named = await partiesToStop(visit, { clientId, recipient });
  const { ends, isSaid } = nothingMoreTo(named, await consentsOf(tx, [clientId]), { at, on });
  const readable = await readableClasses(visit, clientId);
  let toTell = 0;
  for (const each of ends.map(({ id }) => id).toSorted()) {
    const locked = await ending.lockConsent(visit, each);
    if (locked.hasEnded) continue;
    const parties = await takeBack(visit, locked, said);
    // A paper that the asker may not know of ends too, and they do not learn from the number that there was one.
    if (locked.classes.some((kind) => readable.includes(kind))) toTell += parties;
  }
  if (!isSaid) await refuseFor(visit, { clientId, on, parties: named, ...said });
  const stopped = await withdrawUncovered(visit, clientId);
  visit.touch(clientId);
  return { done: true as const, ...stopped, toTell };
}

/** Whom "nothing more to them" means. */
export async function partiesToStop(
  visit: Visit,
  { clientId, recipient }: Pick<InputOf<typeof contract.stopTelling>, 'clientId' | 'recipient'>,
): Promise<NamedParty[]> {
  const naming = { clientId, side: 'excluded', on: visit.today, field: 'recipient.id' } as const;
  return (await partiesAsked(visit, [recipient], naming)).map(({ party }) => party);
}

/** Answers how many parties have to hear of it. What it said must never be told stays said. */
async function takeBack(visit: Visit, locked: ending.LockedConsent, { how, saidOn, by }: Said) {
  const { at, today: on } = visit;
  const { clientId, consentId } = locked;
  const said = saidOn === '' ? null : Temporal.PlainDate.from(saidOn);
  if (said !== null && Temporal.PlainDate.compare(said, on) > 0)
    throw badInput('saidOn', 'This day has not come yet. Enter the day on which it was said.');
  await keepExclusions(visit, locked, on);
  await ending.revoke(visit, locked, { how, saidOn: said, by });
  await addToRecord(visit, [
    { kind: 'consent', change: 'revoked', clientId, aboutId: consentId, on, at },
  ]);
  visit.touch(consentId);
  return isToBeTold(locked) ? ending.listWhoMustHear(visit, locked) : 0;
}

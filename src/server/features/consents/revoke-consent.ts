import type * as contract from '#contract/consents-end.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { purposes, type Consent, type PartySpec } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { isRunning, isWithin } from '#domain/consent/parties-meet.ts';
import { sensitivityClasses } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { findClient } from '#server/stores/clients.ts';
import { consentsOf } from '#server/stores/consents.ts';
import * as ending from '#server/stores/consents-end.ts';
import { addToRecord } from '#server/stores/record.ts';
import { withdrawUncovered } from '#server/stores/withdraw-uncovered.ts';
import { lockKnown } from './may-change.ts';
import { keepExclusions, refuseFor } from './keep-refusal.ts';
import { partiesAsked } from './parties-asked.ts';

type Said = Pick<InputOf<typeof contract.revokeConsent>, 'how' | 'saidOn' | 'by'>;

/** Effective at this moment: the next read, the unsent mail and the meetings to come know it with this transaction. */
export async function revokeConsent(
  { consentId, also, ...said }: InputOf<typeof contract.revokeConsent>,
  visit: Visit,
) {
  const first = await lockToRevoke(visit, consentId);
  if (first.isRevoked) throw new Refused('consent-revoked-already');
  const { clientId } = first;
  let toTell = await takeBack(visit, first, said);
  for (const other of new Set(also.filter((id) => id !== consentId))) {
    const locked = await lockToRevoke(visit, other);
    if (locked.clientId !== clientId) throw new Refused('not-found');
    if (!locked.isRevoked) toTell += await takeBack(visit, locked, said);
  }
  const stopped = await withdrawUncovered(visit, clientId);
  visit.touch(clientId);
  return { done: true as const, ...stopped, toTell };
}

/** Whoever hears a client take something back records it; to take back a refusal is to agree, and for whoever may record that. */
async function lockToRevoke(visit: Visit, consentId: string) {
  const { locked, mayChange } = await lockKnown(visit, consentId);
  if (locked.isRefusal && !mayChange) throw new Refused('consent-not-yours-to-change');
  return locked;
}

/** "Nothing more to her": what names nobody else ends, and a refusal keeps every other paper from reaching them. */
export async function stopTelling(
  { clientId, recipient, ...said }: InputOf<typeof contract.stopTelling>,
  visit: Visit,
) {
  const { tx, at, agencyId } = visit;
  await findClient(tx, agencyId, clientId);
  const on = await agencyToday(tx, agencyId, at);
  const named = await partiesAsked(visit, [recipient], { clientId, side: 'excluded', on });
  const isMeant = (party: PartySpec) => named.some((each) => isWithin(party, each.party));
  const running = (await consentsOf(tx, [clientId])).filter((each) => isRunning(each, { at, on }));
  let toTell = 0;
  for (const each of running.filter((consent) => isAllAbout(consent, isMeant))) {
    const locked = await ending.lockConsent(visit, each.id);
    if (!locked.hasEnded) toTell += await takeBack(visit, locked, said);
  }
  const isKept = running.some((each) => saysNoTo(each, isMeant));
  if (!isKept) await refuseFor(visit, { clientId, on, parties: named, ...said });
  const stopped = await withdrawUncovered(visit, clientId);
  visit.touch(clientId);
  return { done: true as const, ...stopped, toTell };
}

type IsMeant = (party: PartySpec) => boolean;

const isAllAbout = ({ isRefusal, recipients, disclosers, isMutual }: Consent, isMeant: IsMeant) =>
  !isRefusal && [...recipients, ...(isMutual ? disclosers : [])].every(isMeant);

/** A refusal of everything to them that stands already: it is not said twice. */
const saysNoTo = (consent: Consent, isMeant: IsMeant) =>
  consent.isRefusal &&
  consent.validUntil === null &&
  consent.endsWith === null &&
  sensitivityClasses.every((each) => consent.classes.includes(each)) &&
  purposes.every((each) => consent.purposes.includes(each)) &&
  consent.recipients.some(isMeant);

/** Answers how many parties have to hear of it. What it said must never be told stays said. */
async function takeBack(visit: Visit, locked: ending.LockedConsent, { how, saidOn, by }: Said) {
  const { tx, at, agencyId } = visit;
  const { clientId, consentId, form } = locked;
  const on = await agencyToday(tx, agencyId, at);
  const said = saidOn === '' ? null : Temporal.PlainDate.from(saidOn);
  if (said !== null && Temporal.PlainDate.compare(said, on) > 0)
    throw new Refused('bad-input', [
      { path: 'saidOn', message: 'This day has not come yet. Enter the day on which it was said.' },
    ]);
  await keepExclusions(visit, locked, on);
  await ending.revoke(visit, locked, { how, saidOn: said, by });
  await addToRecord(visit, [
    { kind: 'consent', change: 'revoked', clientId, aboutId: consentId, on, at },
  ]);
  visit.touch(consentId);
  const tells = form !== 'not-noted' && formRules[form].tellsParties && !locked.isRefusal;
  return tells ? ending.listWhoMustHear(visit, locked) : 0;
}

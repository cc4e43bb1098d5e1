import type * as contract from '#contract/consents-end.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import * as ending from '#server/stores/consents/consents-end.ts';
import { addParties } from '#server/stores/consents/consents-save.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { withdrawUncovered } from '#server/stores/consents/withdraw-uncovered.ts';
import { keepExclusions } from './keep-refusal.ts';
import { lockToChange } from './may-change.ts';
import { partiesAsked } from './parties-asked.ts';

/** Recorded of another client, say: it never held, and what was sent under it is counted for whoever looks into it. */
export async function withdrawConsent(
  { consentId, reason }: InputOf<typeof contract.withdrawConsent>,
  visit: Visit,
) {
  const locked = await lockToChange(visit, consentId);
  if (locked.hasEnded) throw new Refused('consent-ended-already');
  const { clientId } = locked;
  const disclosures = await ending.withdraw(visit, locked, reason);
  await withdrawUncovered(visit, clientId);
  const { today: on } = visit;
  await addToRecord(visit, [
    { kind: 'consent', change: 'withdrawn', clientId, aboutId: consentId, on, at: visit.at },
  ]);
  visit.touch(locked.clientId);
  return { disclosures };
}

export async function addRecipient(
  { consentId, recipient, initials, initialsOn }: InputOf<typeof contract.addRecipient>,
  visit: Visit,
) {
  const { today } = visit;
  const locked = await lockToChange(visit, consentId);
  const { clientId, form } = locked;
  if (locked.hasEnded) throw new Refused('consent-ended-already');
  if (form === 'not-noted' || !formRules[form].mayGrow)
    throw new Refused('form-takes-no-additions');
  const on = Temporal.PlainDate.from(initialsOn);
  const isWrong =
    Temporal.PlainDate.compare(on, today) > 0 ||
    Temporal.PlainDate.compare(on, locked.signedOn) < 0;
  if (isWrong)
    throw badInput(
      'initialsOn',
      'The initials are of a day between the signature and today. Correct the date.',
    );
  const naming = { clientId, side: 'recipient', on, field: 'recipient.id' } as const;
  const parties = await partiesAsked(visit, [recipient], naming);
  await addParties(visit, {
    consentId,
    clientId,
    since: on,
    parties: parties.map((party) => ({ ...party, initials })),
  });
  visit.touch(clientId);
  await ending.raiseVersion(visit, locked);
  return { done: true } as const;
}

/** What the client gave it until has come: from that day on nothing goes out under it. */
export async function endConsent(
  { consentId, on }: InputOf<typeof contract.endConsent>,
  visit: Visit,
) {
  const locked = await lockToChange(visit, consentId);
  const { clientId } = locked;
  if (locked.hasEnded) throw new Refused('consent-ended-already');
  if (locked.endsWith === null) throw new Refused('no-event-ends-it');
  const day = Temporal.PlainDate.from(on);
  const { today } = visit;
  const isWrong =
    Temporal.PlainDate.compare(day, today) > 0 ||
    Temporal.PlainDate.compare(day, locked.signedOn) < 0;
  if (isWrong) throw badInput('on', 'It came between the signature and today. Correct the date.');
  await keepExclusions(visit, locked, today);
  await ending.endAfter(visit, locked, day.subtract({ days: 1 }));
  const stopped = await withdrawUncovered(visit, clientId);
  await addToRecord(visit, [
    { kind: 'consent', change: 'ended', clientId, aboutId: consentId, on: day, at: visit.at },
  ]);
  visit.touch(clientId);
  return stopped;
}

import { purposes } from '#domain/consent/consent.ts';
import type { Signer } from '#domain/consent/consent-forms.ts';
import { sensitivityClasses, type ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { consentsOf } from '#server/stores/consents.ts';
import type { LockedConsent } from '#server/stores/consents-end.ts';
import { recordConsent, type NewConsent, type NewParty } from '#server/stores/consents-save.ts';
import { addToRecord } from '#server/stores/record.ts';

type Refusal = {
  clientId: ClientId;
  on: Temporal.PlainDate;
  parties: readonly NewParty[];
  how: 'written' | 'oral';
  by: Signer;
};

/** The client's no to everything that could reach somebody, from today until they take it back. */
export const refuseFor = (visit: Visit, { how, by, ...refusal }: Refusal) =>
  keepRefusal(visit, {
    ...refusal,
    form: how === 'oral' ? 'verbal-recorded' : 'agency-release',
    signer: by,
    classes: sensitivityClasses,
    purposes,
    validUntil: null,
  });

/** Whom a paper names as never to be told stays so when the paper is taken back, replaced or ended: a no is no part of what was agreed. */
export async function keepExclusions(
  visit: Visit,
  { consentId, clientId, hasEnded }: LockedConsent,
  on: Temporal.PlainDate,
) {
  const consent = (await consentsOf(visit.tx, [clientId])).find(({ id }) => id === consentId);
  if (!consent || hasEnded || consent.excluded.length === 0) return;
  const { form, classes, validUntil } = consent;
  await keepRefusal(visit, {
    clientId,
    on,
    parties: consent.excluded.map((party) => ({ side: 'recipient', party })),
    form: form === 'not-noted' ? 'agency-release' : form,
    signer: 'client',
    classes,
    purposes: consent.purposes,
    validUntil,
  });
}

type Kept = Pick<
  NewConsent,
  'clientId' | 'form' | 'signer' | 'parties' | 'classes' | 'purposes' | 'validUntil'
> & { on: Temporal.PlainDate };

async function keepRefusal(visit: Visit, { on, parties, validUntil, ...kept }: Kept) {
  const consentId = await recordConsent(visit, {
    ...kept,
    isRefusal: true,
    weDisclose: true,
    weReceive: false,
    isMutual: false,
    parties: parties.map((each) => ({ ...each, side: 'recipient' })),
    validFrom: on,
    validUntil:
      validUntil !== null && Temporal.PlainDate.compare(validUntil, on) < 0 ? on : validUntil,
    endsWith: null,
    signedOn: on,
    signature: 'none',
    copyGivenOn: null,
    namesExclusions: false,
  });
  const { clientId } = kept;
  await addToRecord(visit, [
    { kind: 'consent', change: 'refused', clientId, aboutId: consentId, on },
  ]);
  visit.touch(consentId);
}

import type { Signer } from '#domain/consent/consent-forms.ts';
import {
  refusalThatStays,
  refusalOfEverything,
  type NamedParty,
  type ClientRefusal,
} from '#domain/consent/taking-back.ts';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import type { LockedConsent } from '#server/stores/consents/consents-end.ts';
import { recordConsent } from '#server/stores/consents/consents-save.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Refusal = {
  clientId: ClientId;
  on: Temporal.PlainDate;
  parties: readonly NamedParty[];
  how: 'written' | 'oral';
  by: Signer;
};

/** The client's refusal of everything that could reach somebody, from today until they take it back. */
export const refuseFor = (visit: Visit, { how, by, on, clientId, parties }: Refusal) =>
  keepRefusal(
    visit,
    refusalOfEverything({
      clientId,
      parties,
      form: how === 'oral' ? 'verbal-recorded' : 'agency-release',
    }),
    { on, signer: by },
  );

/** Whom a paper names as never to be told stays so when the paper is taken back, replaced or ended. */
export async function keepExclusions(
  visit: Visit,
  { consentId, clientId }: LockedConsent,
  on: Temporal.PlainDate,
) {
  const consent = (await consentsOf(visit.tx, [clientId])).find(({ id }) => id === consentId);
  const refusal = consent ? refusalThatStays(consent, on) : null;
  if (refusal) await keepRefusal(visit, refusal, { on, signer: 'client' });
}

async function keepRefusal(
  visit: Visit,
  { parties, ...refusal }: ClientRefusal,
  { on, signer }: { on: Temporal.PlainDate; signer: Signer },
) {
  const consentId = await recordConsent(visit, {
    ...refusal,
    signer,
    isRefusal: true,
    weDisclose: true,
    weReceive: false,
    isMutual: false,
    parties: parties.map((party) => ({ side: 'recipient', party })),
    validFrom: on,
    endsWith: null,
    signedOn: on,
    signature: 'none',
    copyGivenOn: null,
    namesExclusions: false,
  });
  const { clientId } = refusal;
  await addToRecord(visit, [
    { kind: 'consent', change: 'refused', clientId, aboutId: consentId, on },
  ]);
  visit.touch(consentId);
}

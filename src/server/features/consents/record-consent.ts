import type * as contract from '#contract/consents.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { findClient } from '#server/stores/clients.ts';
import * as store from '#server/stores/consents-save.ts';
import { consentsOf } from '#server/stores/consents.ts';
import {
  organizationsOf,
  organizationsOfProviders,
  providerHistory,
} from '#server/stores/directory.ts';
import { addToRecord } from '#server/stores/record.ts';
import { supportsOf } from '#server/stores/supports.ts';

type Asked = InputOf<typeof contract.recordConsent>;

export async function recordConsent(asked: Asked, visit: Visit) {
  const { tx, at, agencyId } = visit;
  await findClient(tx, agencyId, asked.clientId);
  const today = await agencyToday(tx, agencyId, at);
  const dates = datesOf(asked, today);
  if (!(await isKnown(visit, asked))) throw new Refused('unknown-person');
  const consentId = await store.recordConsent(visit, {
    clientId: asked.clientId,
    form: 'not-noted',
    isRefusal: false,
    weDisclose: true,
    weReceive: false,
    isMutual: false,
    parties: [{ side: 'recipient', party: await partyOf(visit, asked) }],
    classes: asked.classes,
    purposes: [asked.purpose],
    ...dates,
    endsWith: null,
    signature: 'paper',
    signer: 'client',
    signerName: '',
    witness: '',
    interpreter: '',
    language: 'English',
    copyGivenOn: null,
  });
  const { clientId } = asked;
  await addToRecord(visit, [
    { kind: 'consent', change: 'signed', clientId, aboutId: consentId, on: dates.signedOn },
  ]);
  visit.touch(consentId);
  return { consentId };
}

async function partyOf(
  visit: Visit,
  { recipientKind, recipientId: id }: Asked,
): Promise<store.NewParty['party']> {
  switch (recipientKind) {
    case 'organization':
      return { kind: 'organization', organizationId: id };
    case 'support':
      return { kind: 'person', person: { kind: 'support', id }, organizationId: null };
    case 'provider': {
      const organizationId = (await organizationsOfProviders(visit, [id])).get(id) ?? null;
      return { kind: 'person', person: { kind: 'provider', id }, organizationId };
    }
  }
}

function datesOf({ validFrom, validUntil, signedOn }: Asked, today: Temporal.PlainDate) {
  const dates = {
    validFrom: Temporal.PlainDate.from(validFrom),
    validUntil: validUntil === '' ? null : Temporal.PlainDate.from(validUntil),
    signedOn: Temporal.PlainDate.from(signedOn),
  };
  const problems = [
    ...(Temporal.PlainDate.compare(dates.signedOn, today) > 0
      ? [
          {
            path: 'signedOn',
            message: 'Nobody signs in the future. Enter today or an earlier date.',
          },
        ]
      : []),
    ...(dates.validUntil && Temporal.PlainDate.compare(dates.validUntil, dates.validFrom) < 0
      ? [{ path: 'validUntil', message: 'It ends before it begins. Correct one of the dates.' }]
      : []),
  ];
  if (problems.length > 0) throw new Refused('bad-input', problems);
  return dates;
}

async function isKnown(
  { tx, agencyId }: Visit,
  { clientId, recipientKind, recipientId }: Asked,
): Promise<boolean> {
  switch (recipientKind) {
    case 'provider':
      return (await providerHistory(tx, agencyId, recipientId)).length > 0;
    case 'support':
      return (await supportsOf(tx, agencyId, [clientId])).some(
        ({ supportId }) => supportId === recipientId,
      );
    case 'organization':
      return (await organizationsOf(tx, agencyId)).some(
        ({ organizationId }) => organizationId === recipientId,
      );
  }
}

export async function revokeConsent({ consentId }: { consentId: string }, visit: Visit) {
  const { tx, at, agencyId } = visit;
  const { clientId } = await store.revokeConsent(visit, consentId);
  const consent = (await consentsOf(tx, [clientId])).find(({ id }) => id === consentId);
  if (!consent?.revokedAt || !consent.revokedAt.equals(at))
    throw new Refused('consent-revoked-already');
  const on = await agencyToday(tx, agencyId, at);
  await addToRecord(visit, [
    { kind: 'consent', change: 'revoked', clientId, aboutId: consentId, on, at },
  ]);
  visit.touch(clientId);
  return { done: true } as const;
}

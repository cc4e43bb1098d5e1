import { sql } from 'kysely';
import type { ConsentForm, ConsentId, EndEvent } from '#domain/consent/consent.ts';
import type { Signer } from '#domain/consent/consent-forms.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { partiesUnknown } from './consent-members.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type LockedConsent = {
  consentId: ConsentId;
  clientId: ClientId;
  form: ConsentForm;
  version: number;
  signedOn: Temporal.PlainDate;
  endsWith: EndEvent | null;
  hasEnded: boolean;
  isRevoked: boolean;
  isRefusal: boolean;
  classes: readonly SensitivityClass[];
  recordedBy: string;
};

const consentRow = ({ tx, agencyId }: Here, consentId: ConsentId) =>
  tx
    .selectFrom('consent')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .$narrowType<{
      form: ConsentForm;
      ends_with: EndEvent | null;
      classes: SensitivityClass[];
    }>();

type ConsentRow = Awaited<ReturnType<ReturnType<typeof consentRow>['executeTakeFirst']>>;

export const lockConsent = async (here: Here, consentId: ConsentId): Promise<LockedConsent> =>
  lockedOf(await consentRow(here, consentId).forUpdate().executeTakeFirst());

/** As it stands, for who only looks. */
export const findConsent = async (here: Here, consentId: ConsentId): Promise<LockedConsent> =>
  lockedOf(await consentRow(here, consentId).executeTakeFirst());

function lockedOf(row: ConsentRow): LockedConsent {
  if (!row) throw new Refused('not-found');
  return {
    consentId: row.consent_id,
    clientId: row.client_id,
    form: row.form,
    version: row.version,
    signedOn: row.signed_on,
    endsWith: row.ends_with,
    hasEnded:
      row.revoked_at !== null ||
      row.superseded_at !== null ||
      row.withdrawn_at !== null ||
      row.ended_on !== null,
    isRevoked: row.revoked_at !== null,
    isRefusal: row.is_refusal,
    classes: row.classes,
    recordedBy: row.recorded_by,
  };
}

export type Revocation = { how: 'written' | 'oral'; saidOn: Temporal.PlainDate | null; by: Signer };

/** From this moment on nothing goes out under it, whatever day was said. */
export async function revoke(
  { tx, at, agencyId, actor }: Here,
  { consentId }: LockedConsent,
  { how, saidOn, by }: Revocation,
) {
  await tx
    .updateTable('consent')
    .set({
      revoked_at: at,
      revoked_by: actor,
      revoked_how: how,
      revoked_said_on: saidOn,
      revoked_signer: by,
    })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .execute();
}

/** This was the last day on which it held. */
export async function endAfter(
  { tx, agencyId, actor }: Here,
  { consentId }: LockedConsent,
  lastDay: Temporal.PlainDate,
) {
  await tx
    .updateTable('consent')
    .set({ ended_on: lastDay, ended_by: actor })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .execute();
}

/** Another paper takes its place from this moment on. */
export async function supersede(
  { tx, at, agencyId }: Here,
  earlier: LockedConsent,
  consentId: ConsentId,
) {
  await tx
    .updateTable('consent')
    .set({ superseded_at: at, superseded_by: consentId })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', earlier.consentId)
    .execute();
}

/** It never held. Answers how many disclosures were made under it. */
export async function withdraw(
  { tx, at, agencyId, actor }: Here,
  { consentId }: LockedConsent,
  reason: string,
): Promise<number> {
  await tx
    .updateTable('consent')
    .set({ withdrawn_at: at, withdrawn_by: actor, withdrawn_reason: reason })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .execute();
  const { count } = await tx
    .selectFrom('disclosure')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function raiseVersion(
  { tx, agencyId }: Here,
  { consentId, version }: LockedConsent,
): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ version: version + 1 })
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .execute();
}

/** Each recipient and discloser of the form has to hear that it was withdrawn. Answers how many they are, as far as the asker may know. */
export async function listWhoMustHear(
  here: Here,
  { consentId, clientId }: LockedConsent,
): Promise<number> {
  const { tx, at, agencyId } = here;
  const parties = await tx
    .selectFrom('consent_party')
    .select('party_id')
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', consentId)
    .where('side', '<>', 'excluded')
    .execute();
  for (const { party_id: partyId } of parties)
    await tx
      .insertInto('revocation_notice')
      .values({
        agency_id: agencyId,
        notice_id: newId(at),
        consent_id: consentId,
        client_id: clientId,
        party_id: partyId,
      })
      .execute();
  const unknown = await partiesUnknown(here, [clientId]);
  return parties.filter(({ party_id: id }) => !unknown.has(id)).length;
}

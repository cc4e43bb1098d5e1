import type {
  ConsentForm,
  ConsentId,
  EndEvent,
  PartySpec,
  Purpose,
} from '#domain/consent/consent.ts';
import type { Signature, Signer } from '#domain/consent/consent-forms.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;
type Named<T> = T extends { members: unknown } ? Omit<T, 'members'> : T;
export type PartySide = 'discloser' | 'recipient' | 'excluded';
export type NewParty = { side: PartySide; party: Named<PartySpec>; initials?: string };

export type NewConsent = {
  clientId: ClientId;
  form: ConsentForm;
  isRefusal: boolean;
  weDisclose: boolean;
  weReceive: boolean;
  isMutual: boolean;
  parties: readonly NewParty[];
  classes: readonly SensitivityClass[];
  purposes: readonly Purpose[];
  validFrom: Temporal.PlainDate;
  validUntil: Temporal.PlainDate | null;
  endsWith: EndEvent | null;
  signedOn: Temporal.PlainDate;
  signature: Signature | 'none';
  signer: Signer;
  copyGivenOn: Temporal.PlainDate | null;
  /** It says in words what must not be told. */
  namesExclusions: boolean;
};

export async function recordConsent(here: Here, consent: NewConsent): Promise<ConsentId> {
  const { tx, at, agencyId, actor } = here;
  const consentId = newId(at);
  const { parties, clientId, signedOn, validFrom } = consent;
  await tx
    .insertInto('consent')
    .values({
      agency_id: agencyId,
      consent_id: consentId,
      client_id: clientId,
      form: consent.form,
      is_refusal: consent.isRefusal,
      we_disclose: consent.weDisclose,
      we_receive: consent.weReceive,
      is_mutual: consent.isMutual,
      classes: [...consent.classes],
      purposes: [...consent.purposes],
      valid_from: validFrom,
      valid_until: consent.validUntil,
      ends_with: consent.endsWith,
      signed_on: signedOn,
      signature: consent.signature,
      signer: consent.signer,
      copy_given_on: consent.copyGivenOn,
      names_exclusions: consent.namesExclusions,
      recorded_at: at,
      recorded_by: actor,
    })
    .execute();
  const isEarlier = Temporal.PlainDate.compare(validFrom, signedOn) < 0;
  await addParties(here, { consentId, clientId, since: isEarlier ? validFrom : signedOn, parties });
  return consentId;
}

type Addition = {
  consentId: ConsentId;
  clientId: ClientId;
  since: Temporal.PlainDate;
  parties: readonly NewParty[];
};

export async function addParties(
  { tx, at, agencyId, actor }: Here,
  { consentId, clientId, since, parties }: Addition,
) {
  await tx
    .insertInto('consent_party')
    .values(
      parties.map(({ side, party, initials = '' }) => ({
        agency_id: agencyId,
        party_id: newId(at),
        consent_id: consentId,
        client_id: clientId,
        side,
        kind: party.kind,
        provider_id: personId(party, 'provider'),
        support_id: personId(party, 'support'),
        organization_id: 'organizationId' in party ? party.organizationId : null,
        provider_class: party.kind === 'role-class' ? party.providerClass : null,
        since,
        initials,
        recorded_at: at,
        recorded_by: actor,
      })),
    )
    .execute();
}

const personId = (party: Named<PartySpec>, kind: 'provider' | 'support') =>
  party.kind === 'person' && party.person.kind === kind ? party.person.id : null;

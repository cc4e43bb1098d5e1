import { sensitivityClasses } from '#domain/people.ts';
import { purposes, type Consent, type ConsentId, type Moment, type PartySpec } from './consent.ts';
import { formRules } from './consent-forms.ts';
import { isRunning, isWithin } from './parties-meet.ts';

/** How a paper ends before its last day: by the client's word, by what it was given until, or because it never held. */
export const endings = ['revoked', 'ended', 'withdrawn'] as const;
export type Ending = (typeof endings)[number];

type WithoutMembers<T> = T extends { members: unknown } ? Omit<T, 'members'> : T;
export type NamedParty = WithoutMembers<PartySpec>;

/** What the client refuses: what is told to whom, until when. */
export type ClientRefusal<P extends NamedParty = NamedParty> = Pick<
  Consent,
  'clientId' | 'form' | 'classes' | 'purposes' | 'validUntil'
> & { parties: readonly P[] };

const hasEnded = ({ revokedAt, supersededAt, withdrawnAt, endedOn }: Consent) =>
  [revokedAt, supersededAt, withdrawnAt, endedOn].some((each) => each !== null);

/** Whom a paper names as never to be told stays so when the paper is taken back, replaced or ended: a no is no part of what was agreed. */
export function refusalThatStays(
  consent: Consent,
  on: Temporal.PlainDate,
): ClientRefusal<PartySpec> | null {
  const { clientId, form, classes, excluded, validUntil } = consent;
  if (hasEnded(consent) || excluded.length === 0) return null;
  const isOver = validUntil !== null && Temporal.PlainDate.compare(validUntil, on) < 0;
  return {
    clientId,
    form: form === 'not-noted' ? 'agency-release' : form,
    classes,
    purposes: consent.purposes,
    validUntil: isOver ? on : validUntil,
    parties: excluded,
  };
}

/** To everything that could reach somebody, until they take it back. */
export const refusalOfEverything = <P extends NamedParty>(
  refusal: Pick<ClientRefusal<P>, 'clientId' | 'form' | 'parties'>,
): ClientRefusal<P> => ({ ...refusal, classes: sensitivityClasses, purposes, validUntil: null });

/** "Nothing more to them": which papers are about nobody else and end with it, and whether that no stands already. */
export function nothingMoreTo(
  named: readonly NamedParty[],
  consents: readonly Consent[],
  moment: Moment,
): { ends: Consent[]; isSaid: boolean } {
  const isMeant = (party: PartySpec) => named.some((each) => isWithin(party, each));
  const running = consents.filter((each) => isRunning(each, moment));
  return {
    ends: running.filter((each) => isAllAbout(each, isMeant)),
    isSaid: running.some((each) => saysNoTo(each, isMeant)),
  };
}

type IsMeant = (party: PartySpec) => boolean;

const isAllAbout = ({ isRefusal, recipients, disclosers, isMutual }: Consent, isMeant: IsMeant) =>
  !isRefusal && [...recipients, ...(isMutual ? disclosers : [])].every(isMeant);

/** A refusal of everything to them: it is not said twice. */
const saysNoTo = (consent: Consent, isMeant: IsMeant) =>
  consent.isRefusal &&
  consent.validUntil === null &&
  consent.endsWith === null &&
  sensitivityClasses.every((each) => consent.classes.includes(each)) &&
  purposes.every((each) => consent.purposes.includes(each)) &&
  consent.recipients.some(isMeant);

/** Whether everybody whom it lists has to hear that it was taken back. */
export const isToBeTold = ({ form, isRefusal }: Pick<Consent, 'form' | 'isRefusal'>) =>
  form !== 'not-noted' && formRules[form].tellsParties && !isRefusal;

/** What ends with one word of the client, and what they go on refusing. */
export type EndOfConsents = {
  ends: ReadonlySet<ConsentId>;
  how: Ending;
  kept: readonly ClientRefusal<PartySpec>[];
};

/** These papers as they stand once the client has said it: what is decided beforehand is decided as it will be. */
export const afterwards = (
  consents: readonly Consent[],
  { ends, how, kept }: EndOfConsents,
  moment: Moment,
): Consent[] => [
  ...consents.map((each) => (ends.has(each.id) ? ended(each, how, moment) : each)),
  ...kept.map((refusal) => asPaper(refusal, moment)),
];

function ended(consent: Consent, how: Ending, { at, on }: Moment): Consent {
  if (how === 'ended') return { ...consent, endedOn: on.subtract({ days: 1 }) };
  return how === 'revoked' ? { ...consent, revokedAt: at } : { ...consent, withdrawnAt: at };
}

const asPaper = (
  { parties, ...refusal }: ClientRefusal<PartySpec>,
  { at, on }: Moment,
): Consent => ({
  ...refusal,
  id: '',
  isRefusal: true,
  weDisclose: true,
  weReceive: false,
  disclosers: [],
  recipients: parties.map((party) => ({ ...party, partyId: '', since: on, recordedAt: at })),
  excluded: [],
  isMutual: false,
  validFrom: on,
  endsWith: null,
  endedOn: null,
  signedOn: on,
  recordedAt: at,
  recordedBy: '',
  revokedAt: null,
  supersededAt: null,
  withdrawnAt: null,
  version: 1,
});

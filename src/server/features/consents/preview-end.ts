import type { z } from 'zod';
import type { InputOf } from '#contract/endpoint.ts';
import type * as contract from '#contract/what-stops.ts';
import type { Consent, PartySpec } from '#domain/consent/consent.ts';
import { mayDisclose } from '#domain/consent/may-disclose.ts';
import {
  afterwards,
  isToBeTold,
  nothingMoreTo,
  refusalThatStays,
  refusalOfEverything,
  type Ending,
  type ClientRefusal,
} from '#domain/consent/taking-back.ts';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import { momentInWords, spanInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { withMembers } from '#server/stores/consents/consent-members.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { asKnown } from '#server/stores/consents/consents-known.ts';
import { countUnsentMails, invitingMails } from '#server/stores/mail.ts';
import { stillAsked } from '#server/stores/consents/still-asked.ts';
import {
  uncoveredInvitations,
  type Invitation,
} from '#server/stores/consents/uncovered-invitations.ts';
import { findToEnd } from './may-change.ts';
import { namesOfParties } from './names-of-parties.ts';
import { partiesToStop } from './revoke-consent.ts';

type Reply = z.input<typeof contract.previewEnd.reply>;
/** The papers of which the asker may know, as far as they may, and the kinds that they may know of. */
type Seen = { clientId: ClientId; consents: Consent[]; known: readonly SensitivityClass[] };
type EndAsked = { ends: readonly Consent[]; how: Ending; more?: readonly ClientRefusal[] };

export async function previewEnd(
  { consentId, how, also }: InputOf<typeof contract.previewEnd>,
  visit: Visit,
): Promise<Reply> {
  const ids = [...new Set([consentId, ...also])];
  const clientIds = new Set<ClientId>();
  for (const each of ids) clientIds.add((await findToEnd(visit, each, how)).clientId);
  const [clientId, another] = clientIds;
  if (clientId === undefined || another !== undefined) throw new Refused('not-found');
  visit.touch(...ids);
  const seen = await seenOf(visit, clientId);
  const ends = seen.consents.filter(({ id, revokedAt }) => ids.includes(id) && revokedAt === null);
  return whatStops(visit, seen, { ends, how });
}

export async function previewStopTelling(
  { clientId, recipient }: InputOf<typeof contract.previewStopTelling>,
  visit: Visit,
): Promise<Reply> {
  const { tx, at, today: on, agencyId } = visit;
  await findClient(tx, agencyId, clientId);
  const parties = await partiesToStop(visit, { clientId, recipient });
  const seen = await seenOf(visit, clientId);
  const { ends } = nothingMoreTo(parties, seen.consents, { at, on });
  const refusal = refusalOfEverything({ clientId, parties, form: 'verbal-recorded' });
  return whatStops(visit, seen, { ends, how: 'revoked', more: [refusal] });
}

async function seenOf(visit: Visit, clientId: ClientId): Promise<Seen> {
  const known = await readableClasses(visit, clientId);
  const all = await asKnown(visit, await consentsOf(visit.tx, [clientId]));
  return {
    clientId,
    known,
    consents: all.filter(({ classes }) => classes.some((each) => known.includes(each))),
  };
}

/**
 * Judged by what the asker may know: whoever may know everything reads what will happen, and to others the answer is the same
 * whatever else the case holds, which papers, people and kinds of information.
 */
async function whatStops(
  visit: Visit,
  seen: Seen,
  { ends, how, more = [] }: EndAsked,
): Promise<Reply> {
  const { at, today: on } = visit;
  const { clientId, known, consents } = seen;
  visit.touch(clientId);
  const stays = how === 'withdrawn' ? [] : ends.map((each) => refusalThatStays(each, on));
  const kept: ClientRefusal<PartySpec>[] = [];
  for (const refusal of [...stays, ...more])
    if (refusal)
      kept.push({ ...refusal, parties: await withMembers(visit.tx, clientId, refusal.parties) });
  const ending = { ends: new Set(ends.map(({ id }) => id)), how, kept };
  const left = afterwards(consents, ending, { at, on });
  const lost = await uncoveredInvitations(visit, clientId, (asked) => {
    const classes = asked.classes.filter((each) => known.includes(each));
    return mayDisclose({ ...asked, classes }, left).allowed;
  });
  const isWhole = mayOpenPapers(known);
  return {
    isWhole,
    // Of papers that name somebody by whom it tells to be served, who may not know it knows none: whoever sits with them there would read that they are lost.
    invitations: await invitationsLost(
      visit,
      lost.filter(({ tells }) => known.includes(tells)),
    ),
    // One form alone asks for it, so that it tells which form a paper is (0500).
    toTell: isWhole && how === 'revoked' ? await namesToTell(visit, ends) : [],
  };
}

async function invitationsLost(
  visit: Visit,
  lost: readonly Invitation[],
): Promise<Reply['invitations']> {
  const still = await stillAsked(visit, lost);
  const shown: Reply['invitations'] = [];
  for (const each of lost) {
    const { id, attendeeId, conferenceId, person, known, isInSession } = each;
    const staysAsked = still.get(attendeeId) ?? null;
    const mails = { conferenceId, to: person, kinds: invitingMails };
    shown.push({
      id,
      conferenceId,
      person: [known?.name ?? 'Not known', known?.agency ?? known?.title]
        .filter(Boolean)
        .join(', '),
      inWords: whenOf(each),
      isBeingHeld: isInSession,
      staysAsked,
      unsentMails:
        staysAsked === null ? null : staysAsked ? 0 : await countUnsentMails(visit, mails),
    });
  }
  return shown;
}

function whenOf({ startsAt, minutes, zone }: Invitation): string {
  if (startsAt === null) return 'No date yet';
  const start = startsAt.toZonedDateTimeISO(zone);
  return minutes === null ? momentInWords(start) : spanInWords(start, start.add({ minutes }));
}

async function namesToTell(visit: Visit, ends: readonly Consent[]): Promise<string[]> {
  const nameOf = await namesOfParties(visit, ends, visit.today);
  return ends
    .filter(isToBeTold)
    .flatMap((each) =>
      [...each.recipients, ...each.disclosers].map((party) => nameOf(party, each).name),
    );
}

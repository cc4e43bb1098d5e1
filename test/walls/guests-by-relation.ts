import { openWindow, type Window } from '#test/browser-like.ts';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import type { House } from '#test/house.ts';
import type { GuestRelation } from '#test/walls/authorization-of-guests.ts';
import { teller } from '#test/walls/canary-words.ts';

type Whose = { conferenceId: string; person: { kind: 'provider'; id: string } };
type Held = {
  whose: Whose;
  window: Window;
  visitId: string;
  reviewId: string;
  actionItemId: string;
};
/** A meeting ahead and one that was closed, both opened while the paper held. */
export type Guest = {
  work: GivenAgencyAtWork;
  client: GivenClient;
  ahead: Held;
  closed: Held;
  consentId: string;
};

const withPaper = ['agreed', 'taken back', 'in error', 'over', 'for something else'] as const;
const agreement = {
  form: 'DOH-5032',
  classes: ['general', 'hiv'],
  purposes: ['case_conference'],
  validFrom: '2027-03-01',
  validUntil: '2028-03-01',
  signedOn: '2027-03-01',
};

/** One guest for each relation, asked through the product, and one of another agency. */
export async function guestsByRelation(house: House) {
  const tell = teller(house);
  const make = guestMaker(house);
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetingsIn(house).agencyAtWork('north');
  const scenes = new Map<GuestRelation, Guest>();
  for (const relation of withPaper)
    scenes.set(relation, await make(work, relation === 'over' ? '2027-03-16' : '2028-03-01'));
  const elsewhere = await make(await meetingsIn(house).agencyAtWork('south'), '2028-03-01');
  await house.runJobs();
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);

  /** What makes of one who may whoever they are by their relation; what the day itself ends needs nothing. */
  const becomes: Partial<Record<GuestRelation, (of: Guest) => Promise<unknown>>> = {
    'taken back': ({ work: { ana }, consentId }) =>
      tell(ana.name, `/api/consents/${consentId}/revoke`, { how: 'oral' }),
    'in error': ({ work: { ana }, consentId }) =>
      tell(ana.name, `/api/consents/${consentId}/withdraw`, { reason: 'wrong-client' }),
    'for something else': ({ work: { ana }, client, consentId, ahead }) =>
      tell(ana.name, `/api/clients/${client.clientId}/consents`, {
        ...agreement,
        recipients: [ahead.whose.person],
        purposes: ['benefits'],
        replaces: [consentId],
      }),
  };
  const of = (relation: GuestRelation) => {
    const found = scenes.get(relation);
    if (!found) throw new Error(`Nobody is ${relation}`);
    return found;
  };
  return {
    of,
    elsewhere,
    /** Everybody opens what is theirs, a few minutes before midnight. */
    opened: async () => {
      await house.at('2027-03-17T03:45:00Z');
      for (const { ahead, closed } of [...scenes.values(), elsewhere])
        for (const each of [ahead, closed]) {
          each.window = await guestsIn(house).opened(each.whose);
          ({ visitId: each.visitId } = (await each.window.get('/api/guest/meeting')).body);
        }
    },
    /** Midnight has passed, and of the papers one holds. */
    ended: async () => {
      for (const relation of withPaper) await becomes[relation]?.(of(relation));
      await house.at('2027-03-17T04:05:00Z');
    },
    /** As if no visit of them had ended. */
    goOn: () =>
      house.owner.query(
        'update auth.guest_link set ended_at = null; update auth.guest_visit set ended_at = null',
      ),
  };
}
export type GuestsByRelation = Awaited<ReturnType<typeof guestsByRelation>>;

function guestMaker(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const tell = teller(house);

  async function step({ ana }: GivenAgencyAtWork, meeting: Meeting, owner: Whose['person']) {
    await meetings.held(ana.name, meeting, { owner: ana });
    const path = `/api/conferences/${meeting.conferenceId}`;
    const review = `${path}/reviews/${meeting.reviewIds[0]}`;
    const need = { kind: 'need', text: 'A quieter room' };
    const { entryId } = await tell(ana.name, `${review}/entries`, need);
    const { actionItemId } = await tell(ana.name, `${review}/action-items`, {
      needId: entryId,
      text: 'Ask for a quiet hour',
      class: 'general',
      owner,
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-25', how: 'By telephone', by: ana.staffId },
    });
    await tell(ana.name, `${path}/close`, {});
    return String(actionItemId);
  }

  return async (work: GivenAgencyAtWork, validUntil: string): Promise<Guest> => {
    const { agency, program, ana } = work;
    const client = await given.client(agency, { program, worker: ana });
    const { providerId } = await given.provider(agency);
    const person = { kind: 'provider' as const, id: providerId };
    await house.at('2027-03-15T12:00:00Z');
    const consents = `/api/clients/${client.clientId}/consents`;
    const paper = { ...agreement, recipients: [person], validUntil };
    const { consentId } = await tell(ana.name, consents, paper);
    const asked = async (on: string, time: string) => {
      const how = { ...work, people: [person], on, time };
      const meeting = await meetings.planned(ana.name, [client], how);
      await meetings.invited(ana.name, meeting);
      return meeting;
    };
    const late = await asked('2027-03-16', '23:50');
    const held = await asked('2027-03-15', '10:00');
    const of = (meeting: Meeting, actionItemId: string): Held => ({
      whose: { conferenceId: meeting.conferenceId, person },
      window: openWindow(house),
      visitId: '',
      reviewId: meeting.reviewIds[0] ?? '',
      actionItemId,
    });
    const closed = of(held, await step(work, held, person));
    // Of what lies ahead there is no step yet.
    return { work, client, consentId, ahead: of(late, house.newId()), closed };
  };
}

import { teller } from '#test/walls/canary-words.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { GivenAgency, GivenClient, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type Scene = {
  house: House;
  name: string;
  agency: GivenAgency;
  client: GivenClient;
  worker: GivenStaff;
  colleague: GivenStaff;
};

export const telling = ({ house, name }: Scene, who = 'worker') => {
  const tell = teller(house);
  return (path: string, body: unknown = {}) => tell(`${name}-${who}`, path, body);
};

export async function closedConference(scene: Scene, providerId: string) {
  const { house, name, client, worker, colleague } = scene;
  const meetings = meetingsIn(house);
  const meeting = await meetings.planned(`${name}-worker`, [client], {
    ana: worker,
    bo: colleague,
    people: [{ kind: 'provider', id: providerId }],
  });
  await meetings.invited(`${name}-worker`, meeting);
  await meetings.held(`${name}-worker`, meeting, { owner: worker });
  await telling(scene)(`/api/conferences/${meeting.conferenceId}/close`);
  const plan = `/api/clients/${client.clientId}/service-plan`;
  const [closedReviewId = ''] = meeting.reviewIds;
  await telling(scene)(`${plan}/verifications`, {
    reviewId: closedReviewId,
    result: 'missing',
    on: '2027-03-15',
  });
  const { body } = await house.as(`${name}-worker`).get(plan);
  return { closedActionItemId: String(body.items[0].actionItemId), closedReviewId };
}

/** To one of them somebody from outside was asked, and does not answer; one is a draft, and one is over. */
export async function plannedAndOver(scene: Scene, providerId: string) {
  const meetings = meetingsIn(scene.house);
  const by = `${scene.name}-worker`;
  const { worker, colleague, client } = scene;
  const asked = {
    ana: worker,
    bo: colleague,
    people: [{ kind: 'provider' as const, id: providerId }],
  };
  const invited = await meetings.planned(by, [client], { ...asked, on: '2027-03-30' });
  await meetings.invited(by, invited);
  const draft = await meetings.planned(by, [client], { ...asked, on: '2027-04-05' });
  const over = await meetings.planned(by, [client], { ...asked, time: '11:00' });
  await meetings.invited(by, over);
  await meetings.held(by, over, { owner: worker, from: '2027-03-15T15:00:00Z' });
  await scene.house.runJobs();
  return {
    invitedProviderId: providerId,
    invitedConferenceId: invited.conferenceId,
    invitedReviewId: invited.reviewIds[0] ?? '',
    draftConferenceId: draft.conferenceId,
    draftReviewId: draft.reviewIds[0] ?? '',
    overConferenceId: over.conferenceId,
    overReviewId: over.reviewIds[0] ?? '',
  };
}

/** Of the meetings that are changed as they were looked at, what this one sees. */
export async function versionsSeen(house: House, who: string, live: Record<string, string>) {
  const seen = async (name: string) =>
    (await house.as(who).get(`/api/conferences/${live[`${name}ConferenceId`]}`)).body.version;
  return new Map([
    ['draft_version', await seen('draft')],
    ['invited_version', await seen('invited')],
  ]);
}

/** Ids of one meeting that belong together. */
export type Live = {
  conferenceId: string;
  reviewId: string;
  entryId: string;
  actionItemId: string;
};
const pathsOf = ({ conferenceId, reviewId }: Pick<Live, 'conferenceId' | 'reviewId'>) => {
  const path = `/api/conferences/${conferenceId}`;
  return { path, review: `${path}/reviews/${reviewId}` };
};

/** In its middle: somebody without consent came in, and was written down. */
export async function begun(scene: Scene, how: { uninvited: string; at: string }): Promise<Live> {
  const { house, name, client, worker, colleague } = scene;
  const tell = telling(scene);
  const meetings = meetingsIn(house);
  const meeting = await meetings.planned(`${name}-worker`, [client], {
    ana: worker,
    bo: colleague,
    time: how.at,
  });
  await meetings.invited(`${name}-worker`, meeting);
  const start = Temporal.PlainDateTime.from(`2027-03-15T${how.at}`).toZonedDateTime(
    'America/New_York',
  );
  await house.at(start.toInstant().toString());
  const [reviewId = ''] = meeting.reviewIds;
  const { path, review } = pathsOf({ ...meeting, reviewId });
  await tell(`${path}/start`);
  await tell(`${review}/activate`);
  await tell(`${review}/walk-ins`, {
    person: { kind: 'provider', id: how.uninvited },
    knowsOfNoConsent: true,
  });
  const { entryId } = await tell(`${review}/entries`, { kind: 'need', text: 'A ride.' });
  const { actionItemId } = await tell(`${review}/action-items`, {
    needId: entryId,
    text: 'Book a ride.',
    owner: { kind: 'staff', id: worker.staffId },
    dueOn: '2027-03-22',
    followUp: { on: '2027-03-29', how: 'By telephone', by: worker.staffId },
  });
  return { conferenceId: meeting.conferenceId, reviewId, entryId, actionItemId };
}

/** Over and closed: what was heard in it without consent is restricted, and a statement is owed. */
export async function heardOf(scene: Scene, uninvited: string) {
  const { house, name, agency, client } = scene;
  const tell = telling(scene);
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const { path, review } = pathsOf(await begun(scene, { uninvited, at: '12:00' }));
  const { body } = await house.as(`${name}-worker`).get(path);
  for (const { person } of body.attendees)
    if (person.kind !== 'provider')
      await tell(`${review}/attendance`, { person, state: 'present' });
  await tell(`${review}/summary`, { text: 'A ride is booked.', how: 'aloud' });
  await tell(`${path}/end`);
  await tell(`${path}/close`);
  await house.owner.query('delete from client_class where client_id = $1', [client.clientId]);
}

/** By email, with one message on record. */
export async function exchanged(scene: Scene) {
  const { house, name, client, worker } = scene;
  const tell = telling(scene);
  const { conferenceId } = await tell('/api/conferences/by-email', {
    enrollmentId: client.enrollmentId,
  });
  const { body } = await house.as(`${name}-worker`).get(`/api/conferences/${conferenceId}`);
  const [{ reviewId }] = body.reviews;
  const { review } = pathsOf({ conferenceId, reviewId });
  await tell(`${review}/exchange`, {
    from: { kind: 'staff', id: worker.staffId },
    sentAt: '2027-03-15T12:00:00Z',
    text: 'What was written',
    isSubstantive: true,
    isCopy: true,
  });
  return { exchangeConferenceId: conferenceId, exchangeReviewId: reviewId };
}

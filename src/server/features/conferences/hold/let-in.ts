import type * as contract from '#contract/conferences/walk-in.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import { toldReadinessInWords, untoldInWords } from '#domain/conference/conference-words.ts';
import { momentOf, conferencePurpose } from '#domain/conference/conference.ts';
import { impliedFor, isUntold } from '#domain/conference/who-else-comes.ts';
import { letIn as decide } from '#domain/conference/let-in.ts';
import { readinessFor } from '#domain/consent/readiness.ts';
import { isAboutThemself } from '#domain/consent/consent.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleWhoTell, type TellingPerson } from '#server/stores/conferences/attendees.ts';
import { readableClassesOf } from '#server/stores/case-classes.ts';
import { staffWithoutAccess } from '#server/stores/care-teams.ts';
import {
  asAttendee,
  withAttendee,
  withWanted,
} from '#server/stores/conferences/conferences-people.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';
import { mayName } from '#server/stores/record/who-serves.ts';
import { lockForWriting, reviewIn } from './change-conference.ts';
import { clientWordsIn } from '#server/features/conferences/client-words.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { papersToAskBy } from '#server/features/conferences/plan/papers-to-ask-by.ts';

type State = (typeof contract.walkInStates)[number];
type Answer = { state: State; inWords: string; meaning: string | null };

const withoutConsent = (client: string) =>
  `If they stay, what they hear is told without the ${client}’s consent. That they were there is recorded, nothing of ` +
  'it is sent to them, and a supervisor looks at it afterwards. You can also ask them to wait outside.';
const withoutConsentByEmail = (client: string) =>
  `What they were written was told without the ${client}’s consent. That they wrote is recorded, nothing of it is sent ` +
  'to them, and a supervisor looks at it afterwards.';
const notYoursToKnow = (client: string, where = 'where they work') =>
  `Being served ${where} reveals something. If the ${client} did not agree to it, it is told without consent: that they were ` +
  'there is recorded, and a supervisor looks at it afterwards. You can also ask them to wait outside.';
const noAccess = (client: string) =>
  `They do not work with this ${client} and cannot open the record. They may stay if they are needed here.`;

/** The pair as it stands now: this person, this client, this moment. */
async function answerFor(
  visit: Visit,
  {
    stored,
    review,
    known,
  }: { stored: StoredConference; review: ClientReview; known: TellingPerson },
): Promise<Answer> {
  const { person, organizationId } = known;
  const { clientId: client } = review;
  const word = (await clientWordsIn(visit, stored))(review.id);
  if (person.kind === 'staff') {
    const blind = await staffWithoutAccess(visit.tx, [person.id], [client]);
    return blind.length === 0
      ? { state: 'staff', inWords: 'Works for the agency.', meaning: null }
      : {
          state: 'staff-without-access',
          inWords: 'Works for the agency.',
          meaning: noAccess(word),
        };
  }
  const recipient = { person, organizationId };
  if (isAboutThemself({ client, recipient }))
    return { state: 'own-record', inWords: 'It is about them.', meaning: null };
  // Whether a paper lets them hear it would tell whether they serve the client: whoever may not know is answered alike of everybody.
  if (!(await mayName(visit, [{ clientId: client, person }])))
    return {
      state: 'none',
      inWords: `Whether they may hear about this ${word} is told to those alone who may know it.`,
      meaning: notYoursToKnow(word),
    };
  const readable = (await readableClassesOf(visit, [client])).get(client) ?? ['general'];
  const implied = impliedFor(review, recipient, stored.conference.attendees);
  const answer = readinessFor(
    readable,
    {
      client,
      recipient,
      classes: implied,
      purpose: conferencePurpose,
      ...momentOf(visit.at, stored.conference),
    },
    await papersToAskBy(visit, [review]),
  );
  const { state } = answer.readiness;
  if (state === 'partly' && isUntold(review, implied, readable))
    return {
      state,
      inWords: untoldInWords(word),
      meaning: notYoursToKnow(word, 'where somebody else here works'),
    };
  const byEmail = stored.conference.schedule?.mode === 'email';
  const told = byEmail ? withoutConsentByEmail(word) : withoutConsent(word);
  return {
    state,
    inWords: toldReadinessInWords(answer, word),
    meaning: state === 'ok' ? null : told,
  };
}

/** Somebody whom the asker may name here; support of another client is a stranger to this one. */
async function personFor(
  visit: Visit,
  { stored, review }: { stored: StoredConference; review: ClientReview },
  person: PersonRef,
): Promise<TellingPerson> {
  const known = (await peopleWhoTell(visit, [person], stored.asKnown)).get(personKey(person));
  if (!known) throw new Refused('unknown-person');
  if (person.kind === 'client' && person.id !== review.clientId)
    throw new Refused('not-of-this-client');
  if (person.kind === 'support') {
    const theirs = await supportsOf(visit.tx, visit.agencyId, [review.clientId]);
    if (!theirs.some(({ supportId }) => supportId === person.id))
      throw new Refused('not-of-this-client');
  }
  return known;
}

export async function checkWalkIn(
  { conferenceId, reviewId, person }: InputOf<typeof contract.checkWalkIn>,
  visit: Visit,
) {
  const stored = await findConference(visit, conferenceId);
  const review = reviewIn(stored, reviewId);
  const { state } = stored.conference;
  if (state !== 'in-session' && state !== 'ended') throw new Refused('conference-not-open');
  const known = await personFor(visit, { stored, review }, person);
  visit.touch(review.clientId, person.id);
  const { name, title, agency } = known;
  return { person, name, title, agency, ...(await answerFor(visit, { stored, review, known })) };
}

/** Without consent they are let in only by somebody who has read what that means: the fact itself is never refused. */
export async function letIn(
  { conferenceId, reviewId, person, knowsOfNoConsent }: InputOf<typeof contract.letIn>,
  visit: Visit,
) {
  const stored = await lockForWriting(visit, conferenceId);
  const review = reviewIn(stored, reviewId);
  const known = await personFor(visit, { stored, review }, person);
  const byEmail = stored.conference.schedule?.mode === 'email';
  const attendee = asAttendee(known, byEmail ? [reviewId] : []);
  const by = { reviewId, attendee, by: visit.actor, at: visit.at };
  const conference = orRefuse(decide(stored.conference, by));
  const { meaning } = await answerFor(visit, { stored, review, known });
  if (person.kind !== 'staff' && meaning !== null && !knowsOfNoConsent)
    throw new Refused('walk-in-without-consent');
  visit.touch(review.clientId, person.id);
  const withThem = byEmail
    ? await withWanted(visit, stored, [attendee])
    : await withAttendee(visit, stored, attendee);
  await saveConference(visit, withThem, { to: conference });
  return { conferenceId };
}

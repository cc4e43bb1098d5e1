import type { inviteLate as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  momentOf,
  type Attendee,
  type ScheduledConference,
} from '#domain/conference/conference.ts';
import { inviteLate as decide, type InvitedLate } from '#domain/conference/invite-late.ts';
import type { Invitation } from '#domain/conference/invite.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleWhoTell } from '#server/stores/conferences/attendees.ts';
import {
  asAttendee,
  clearClientAbsence,
  withWanted,
} from '#server/stores/conferences/conferences-people.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockVersion, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { refuseTheDead, requireWhole } from './planning.ts';
import { refuseWhileLettersWait } from './refuse-while-letters-wait.ts';
import { requireOwnStaff } from './save-people.ts';
import { showWithheld } from './withheld.ts';
import { knownAttendees, occasionOf, writeMeetingMails, type Written } from './write-mails.ts';
import { tellsTitles, withTitles } from '#server/stores/conferences/colleague-titles.ts';
import { papersToAskBy } from './papers-to-ask-by.ts';

/** Somebody who was forgotten, or whose consent came later, is invited like the first ones; the others hear nothing. */
export async function inviteLate(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockVersion(visit, input);
  const { conference } = stored;
  if (conference.state !== 'scheduled') throw new Refused('conference-not-scheduled');
  requireWhole(stored);
  const asked = await askedPeople(visit, { stored, conference }, input.attendees);
  await refuseWhileLettersWait(visit, conference, asked);
  const clientIds = conference.reviews.map(({ clientId }) => clientId);
  const consents = await papersToAskBy(visit, conference.reviews);
  const now = momentOf(visit.at, conference);
  const late = orRefuse(decide(conference, asked, { now, consents }));

  const withThem = await withWanted(visit, stored, asked);
  await saveConference(visit, withThem, { to: late.conference });
  const themselves = asked.flatMap(({ person }) => (person.kind === 'client' ? [person.id] : []));
  await clearClientAbsence(visit, themselves, conference.id);
  const written = await tell(visit, withThem, late);
  visit.touch(...clientIds);
  const told = withTitles(visit, await tellsTitles(visit, stored));
  return {
    conferenceId: input.conferenceId,
    invited: written.map(({ attendee, mail }) => ({
      ...told(attendee),
      reviewIds: [...attendee.invitedTo],
      mail,
    })),
    withheld: await showWithheld(visit, stored, { ...late, now, consents }),
  };
}

type Here = { stored: StoredConference; conference: ScheduledConference };

async function askedPeople(
  visit: Visit,
  { stored, conference }: Here,
  wanted: InputOf<typeof endpoint>['attendees'],
): Promise<Attendee[]> {
  const reviewIds = new Set(conference.reviews.map(({ id }) => id));
  if (wanted.some((each) => each.reviewIds.some((id) => !reviewIds.has(id))))
    throw new Refused('not-found');
  if (new Set(wanted.map(({ person }) => personKey(person))).size < wanted.length)
    throw badInput('attendees', 'Name each person once.');
  const people = wanted.map(({ person }) => person);
  requireOwnStaff(stored.isInternal, people);
  const known = await peopleWhoTell(visit, people, stored.asKnown);
  refuseTheDead([...known.values()]);
  return wanted.map(({ person, reviewIds: wantedFor }) => {
    const found = known.get(personKey(person));
    if (!found) throw new Refused('unknown-person');
    return asAttendee(found, [...new Set(wantedFor)]);
  });
}

/** A first invitation to some; to the others only where the time that they have to be there is another one now. */
async function tell(visit: Visit, stored: StoredConference, late: InvitedLate): Promise<Written[]> {
  const { schedule, reviews, attendees } = late.conference;
  const occasion = await occasionOf(visit, stored, { schedule, reviews });
  const known = await knownAttendees(visit, stored, attendees);
  const peopleOf = (invitations: readonly Invitation[]) =>
    attendees.filter(({ person }) =>
      invitations.some(({ attendee }) => isSamePerson(attendee.person, person)),
    );
  return [
    ...(await writeMeetingMails(visit, 'invitation', {
      occasion,
      attendees: peopleOf(late.invitations),
      known,
    })),
    ...(await writeMeetingMails(visit, 'change', {
      occasion,
      attendees: peopleOf(late.widened),
      known,
    })),
  ];
}

import { momentOf } from '#domain/conference/conference.ts';
import type { sendInvitations as endpoint } from '#contract/conferences/invite.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { invite } from '#domain/conference/invite.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockVersion } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';
import { requireAccess, requireWhole } from './planning.ts';
import { showWithheld } from './withheld.ts';
import { knownAttendees, occasionOf, writeMeetingMails } from './write-mails.ts';
import { tellsTitles, withTitles } from '#server/stores/conferences/colleague-titles.ts';
import { papersToAskBy } from './papers-to-ask-by.ts';

/** An invitation tells an outside person that the client is served here, so it goes only where consent allows. */
export async function sendInvitations(input: InputOf<typeof endpoint>, visit: Visit) {
  const stored = await lockVersion(visit, input);
  const { conference } = stored;
  if (conference.state !== 'draft') throw new Refused('conference-not-draft');
  requireWhole(stored);
  const clientIds = conference.reviews.map(({ clientId }) => clientId);
  await requireAccess(visit, conference, Object.values(conference.roles));
  const consents = await papersToAskBy(visit, conference.reviews);
  const now = momentOf(visit.at, conference);
  const sent = orRefuse(invite(conference, now, consents));

  await saveConference(visit, stored, { to: sent.conference });
  const { schedule, reviews } = sent.conference;
  const written = await writeMeetingMails(visit, 'invitation', {
    occasion: await occasionOf(visit, stored, { schedule, reviews }),
    attendees: sent.invitations.map(({ attendee }) => attendee),
    known: await knownAttendees(visit, stored, sent.conference.attendees),
  });
  visit.touch(...clientIds);
  const told = withTitles(visit, await tellsTitles(visit, stored));
  return {
    conferenceId: input.conferenceId,
    invited: written.map(({ attendee, mail }) => ({
      ...told(attendee),
      reviewIds: [...attendee.invitedTo],
      mail,
    })),
    withheld: await showWithheld(visit, stored, { ...sent, now, consents }),
    warnings: sent.warnings,
  };
}

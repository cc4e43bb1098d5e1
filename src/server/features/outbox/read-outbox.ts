import type {
  readConferenceMails as ofConference,
  readOutbox as endpoint,
} from '#contract/outbox.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import type { Conference } from '#domain/conference/conference.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';
import { lateInWords } from '#domain/conference/late-distribution.ts';
import { isSamePerson } from '#domain/people.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import { findConference } from '#server/stores/conferences/conferences.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { isSupersededAmong, wasSentAgain } from '#server/stores/mail-passed-by.ts';
import { mailPage, mailsOf, type StoredMail } from '#server/stores/mail.ts';
import { hasTellingPartner } from '#server/stores/record/who-serves.ts';
import { showMail, withoutAddressee } from './show-mail.ts';
import { mayLeaveAgain } from './write-again.ts';

const size = 50;

export async function readOutbox({ after, state }: InputOf<typeof endpoint>, visit: Visit) {
  const rows = await mailPage(visit, { after: after?.[0], state, size: size + 1 });
  const page = rows.slice(0, size);
  const mayTell = await hasTellingPartner(visit);
  return {
    mails: page.map((mail) => {
      const shown = showMail(mail, visit.at);
      return mayTell && mail.to.kind === 'provider' ? withoutAddressee(shown) : shown;
    }),
    next: rows.length > size ? (page.at(-1)?.mailId ?? null) : null,
  };
}

export async function readConferenceMails(
  { conferenceId }: InputOf<typeof ofConference>,
  visit: Visit,
) {
  const stored = await findConference(visit, conferenceId);
  const { conference, timeZone } = stored;
  const mayChange = await mayChangeMeeting(visit, stored);
  // A mail to somebody whom the meeting does not show would tell that they were asked for whom the reader does not see.
  const shown = shownAttendees(conference, mayChange);
  const all = await mailsOf(visit, conferenceId);
  const mails = all.filter(
    ({ to }) =>
      mayChange || to.kind === 'staff' || shown.some(({ person }) => isSamePerson(person, to)),
  );
  const closedAt = conference.state === 'closed' ? conference.closedAt : null;
  const lateAfterHours = closedAt && (await limitOf(visit, conference, { closedAt, timeZone }));
  return {
    mails: mails.map((mail) => ({
      ...showMail(mail, visit.at),
      maySendAgain:
        !wasSentAgain(mail) &&
        !isSupersededAmong(all, mail) &&
        (showMail(mail, visit.at).maySendAgain ||
          (mayChange && mayLeaveAgain(mail, conference.state))),
      lateInWords:
        closedAt === null ||
        lateAfterHours === null ||
        mail.kind !== 'document' ||
        isSecond(mail, all)
          ? null
          : lateInWords({ closedAt, lateAfterHours, sentAt: leftAt(mail), now: visit.at }),
    })),
  };
}

/** When the first of them left is what counts. */
const isSecond = (mail: StoredMail, all: readonly StoredMail[]) =>
  all.some(
    (other) =>
      other.kind === mail.kind &&
      other.mailId < mail.mailId &&
      wasSentAgain(other) &&
      isSamePerson(other.to, mail.to),
  );

const leftAt = ({ state, settledAt }: StoredMail) => (state === 'sent' ? settledAt : null);

/** The strictest of the programs that took part, by their rules on the day of the close. */
async function limitOf(
  visit: Visit,
  { reviews }: Conference,
  { closedAt, timeZone }: { closedAt: Temporal.Instant; timeZone: string },
): Promise<number | null> {
  const all: readonly ClientReview[] = reviews;
  const rules = await programRulesOf(visit, [...new Set(all.map(({ programId }) => programId))]);
  const on = closedAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const hours = [...rules.values()].flatMap(
    ({ policies }) => policyOn(inOrder(policies), on)?.distribution.lateAfterHours ?? [],
  );
  return hours.length === 0 ? null : Math.min(...hours);
}

import type { InputOf } from '#contract/endpoint.ts';
import type { printAgenda as endpoint } from '#contract/conferences/agenda.ts';
import { agendaFor, type Agenda } from '#domain/conference/agenda-for.ts';
import { modeWords } from '#domain/conference/conference-words.ts';
import { isSamePerson, personKey } from '#domain/people.ts';
import { laws, lawsFor } from '#domain/consent/notice-texts.ts';
import { dateInWords, momentInWords, spanInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { findConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { recordDisclosure } from '#server/stores/disclosures/disclosures.ts';
import { noticesOn, whoseLawsAreNamed } from '#server/stores/disclosures/notice-texts.ts';
import { mayChangeMeeting } from '#server/stores/conferences/meeting-sight.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { topicLabel } from '#domain/conference/topics.ts';
import { knownAttendees } from './write-mails.ts';
import { requireWhole } from './planning.ts';
import { shownAttendees } from '#domain/conference/shown-attendees.ts';

/** One person's page for a meeting: what they may know of it, and written down where it leaves the agency. */
export async function printAgenda(
  { conferenceId, kind, personId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<FileReply> {
  const stored = await findConference(visit, conferenceId);
  // Without those whom the asker does not see the times of the others would be wrong.
  requireWhole(stored);
  const { conference } = stored;
  const person = { kind, id: personId };
  const shown = shownAttendees(conference, await mayChangeMeeting(visit, stored));
  const attendee = shown.find((each) => isSamePerson(each.person, person));
  if (!attendee) throw new Refused('not-found');
  if (conference.state !== 'scheduled') throw new Refused('no-agenda-now');
  const known = (await knownAttendees(visit, stored, [attendee])).get(personKey(person));
  if (known && known.diedOn !== null) throw new Refused('recipient-has-died');
  const consents = await consentsOf(
    visit.tx,
    conference.reviews.map(({ clientId }) => clientId),
  );
  // The gate judges by the agency's day, wherever the meeting is.
  const { today: on } = visit;
  const agenda = agendaFor(conference, person, {
    moment: { at: visit.at, on },
    consents,
    staffClasses: new Map(),
  });
  // Whoever may hear of nobody gets no page that says so.
  if (agenda.slots.length === 0) throw new Refused('not-found');
  const areNamed = await whoseLawsAreNamed(
    visit,
    agenda.slots.map(({ clientId }) => clientId),
  );
  const told = lawsFor(agenda.grants.flatMap(({ classes }) => classes));
  const isWhole = agenda.slots.every(({ clientId }) => areNamed(clientId));
  const notices = await noticesOn(visit, isWhole ? told : laws, on);
  // Written before it leaves; of the staff nobody is outside, and there is nothing to write.
  await recordDisclosure(visit, agenda.grants, {
    channel: 'pdf',
    description: 'Printed agenda of a case conference',
    texts: notices,
  });
  visit.touch(...agenda.slots.map(({ clientId }) => clientId));
  const { place, mode } = conference.schedule;
  const bytes = await renderPdf('agenda-sheet', {
    for: attendee.name,
    where: place ?? modeWords[mode],
    slots: await slotsOf(visit, stored, agenda),
    ...(await marksOf(visit, attendee)),
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
  });
  return { bytes, type: 'application/pdf', name: 'agenda.pdf', inline: true };
}

/** Their own times alone: those of the whole meeting would tell that it is about others too. */
async function slotsOf(visit: Visit, { timeZone, hidden }: StoredConference, { slots }: Agenda) {
  const clients = await reviewClients(
    visit,
    slots.map(({ clientId }) => clientId),
  );
  return slots.map(({ clientId, startsAt, endsAt, reasons }) => ({
    client: clients.get(clientId)?.name ?? '',
    when: spanInWords(startsAt.toZonedDateTimeISO(timeZone), endsAt.toZonedDateTimeISO(timeZone)),
    reasons: reasons.flatMap((reason) =>
      hidden.has(reason) ? [] : [reason.text ?? topicLabel(reason.code)],
    ),
  }));
}

type Reader = StoredConference['conference']['attendees'][number];

/** For whom, by whom and when it was printed. */
async function marksOf(visit: Visit, { person, name }: Reader) {
  const { tx, agencyId, at, actor } = visit;
  const agency = await findAgency(tx, agencyId);
  const printer = await findStaff(tx, agencyId, actor);
  const here = at.toZonedDateTimeISO(agency.timeZone);
  return {
    agency: agency.neutralName,
    ...(person.kind === 'staff'
      ? {}
      : { preparedFor: `Prepared for ${name}, ${dateInWords(here.toPlainDate())}` }),
    printedBy: printer?.fullName ?? '',
    printedAt: momentInWords(here),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  };
}

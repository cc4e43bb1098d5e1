import type { z } from 'zod';
import type { InputOf } from '#contract/endpoint.ts';
import type { listPrivacyIncidents as endpoint } from '#contract/privacy-incidents.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { incidentOutcomeWords, reviewIncident } from '#domain/consent/privacy-incident.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { spanInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { incidentsOf, type StoredIncident } from '#server/stores/disclosures/privacy-incidents.ts';

type Reply = z.input<typeof endpoint.reply>;

const pageSize = 100;

export async function listPrivacyIncidents(
  { show, clientId }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<Reply> {
  const found = await incidentsOf(visit, { show, clientId, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const clientIds = shown.map((each) => each.clientId);
  visit.touch(...shown.flatMap((each) => [each.incidentId, each.clientId]));
  const clients = await reviewClients(visit, clientIds);
  const today = visit.at.toZonedDateTimeISO('UTC').toPlainDate();
  const people = await peopleAsOf(visit, shown.flatMap(peopleIn), { on: today, knownAt: visit.at });
  return {
    incidents: shown.map((each) => ({
      ...showIncident(each, people, visit),
      client: { clientId: each.clientId, name: clients.get(each.clientId)?.name ?? '' },
    })),
    hasMore: found.length > pageSize,
  };
}

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

const peopleIn = ({ person, openedBy, recordedBy, review }: StoredIncident): PersonRef[] => [
  person,
  staff(openedBy),
  staff(recordedBy),
  ...(review === null ? [] : [staff(review.by)]),
];

function showIncident(
  incident: StoredIncident,
  people: ReadonlyMap<string, KnownPerson>,
  { actor, abilities }: Visit,
): Omit<Reply['incidents'][number], 'client'> {
  const { incidentId, state, person, classes, reviewId, review, timeZone } = incident;
  const nameOf = (id: string) => people.get(personKey(staff(id)))?.name ?? 'Somebody';
  const known = people.get(personKey(person));
  return {
    incidentId,
    state,
    reviewId,
    classes,
    who: {
      person,
      name: known?.name ?? 'Somebody',
      title: known?.title ?? null,
      agency: known?.agency ?? null,
    },
    programName: incident.programName,
    clientWord: incident.clientWord,
    conference: { conferenceId: incident.conferenceId, number: incident.conferenceNumber },
    thereInWords: spanInWords(
      incident.presentFrom.toZonedDateTimeISO(timeZone),
      incident.presentUntil.toZonedDateTimeISO(timeZone),
    ),
    classesInWords: classes.map((each) => classInSentence[each]).join(', '),
    openedAt: incident.openedAt.toString(),
    openedByName: nameOf(incident.openedBy),
    recordedByName: nameOf(incident.recordedBy),
    review:
      review === null
        ? null
        : {
            outcome: review.outcome,
            outcomeInWords: incidentOutcomeWords(incident.clientWord)[review.outcome],
            note: review.note,
            byName: nameOf(review.by),
            at: review.at.toString(),
          },
    may: {
      review: abilities.has('incident:review') && reviewIncident(incident, actor).allowed,
    },
  };
}

import type { z } from 'zod';
import type { InputOf } from '#contract/endpoint.ts';
import type { listStatements as endpoint } from '#contract/statements.ts';
import { lawWords, textKeyInWords, type NoticeText } from '#domain/consent/notice-texts.ts';
import {
  notNeededWords,
  reasonsNotNeeded,
  statementStanding,
  wayToGiveWords,
} from '#domain/consent/owed-statement.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { dateInWords, momentInWords, spanInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { reviewClients, type ReviewClient } from '#server/stores/conferences/client-reviews.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import {
  countOpenStatements,
  statementsOf,
  type StatementPlace,
  type StoredStatement,
} from '#server/stores/disclosures/statements.ts';
import { mayDrop } from './may-drop.ts';

type Reply = z.input<typeof endpoint.reply>;

const pageSize = 20;

export async function listStatements(
  { show, after, ...of }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<Reply> {
  const found = await statementsOf(visit, {
    ...of,
    show,
    after: after === undefined ? null : placeOf(after),
    limit: pageSize + 1,
  });
  const shown = found.slice(0, pageSize);
  const last = found.length > pageSize ? shown.at(-1) : undefined;
  visit.touch(...shown.flatMap(({ statementId, clientId }) => [statementId, clientId]));
  const { today } = visit;
  const around: Around = {
    visit,
    clients: await reviewClients(
      visit,
      shown.map(({ clientId }) => clientId),
    ),
    people: await peopleAsOf(visit, shown.flatMap(peopleIn), { on: today, knownAt: visit.at }),
    zone: (await findAgency(visit.tx, visit.agencyId)).timeZone,
    texts: await noticesOn(visit, [...new Set(shown.flatMap(({ laws }) => laws))], today),
  };
  return {
    statements: shown.map((each) => view(each, around)),
    open: await countOpenStatements(visit, of),
    next: last ? placeInWords(last) : null,
  };
}

type Place = NonNullable<InputOf<typeof endpoint>['after']>;

const placeOf = ([standing, dueOn, statementId]: Place): StatementPlace => ({
  isOpen: standing === 'open',
  dueOn: Temporal.PlainDate.from(dueOn),
  statementId,
});

const placeInWords = ({ state, dueOn, statementId }: StoredStatement) =>
  [state === 'open' ? 'open' : 'settled', dueOn.toString(), statementId].join('_');

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

const peopleIn = ({ person, ownerId, settled }: StoredStatement): PersonRef[] => [
  person,
  ...(ownerId === null ? [] : [staff(ownerId)]),
  ...(settled === null ? [] : [staff(settled.by)]),
];

type Around = {
  visit: Visit;
  clients: ReadonlyMap<string, ReviewClient>;
  people: ReadonlyMap<string, KnownPerson>;
  texts: readonly NoticeText[];
  /** The agency's, by whose clock a contact has its hour. */
  zone: string;
};

function view(
  statement: StoredStatement,
  { visit, clients, people, texts, zone }: Around,
): Reply['statements'][number] {
  const { statementId, clientId, person, timeZone, dueOn, ownerId, settled, laws, heardIn } =
    statement;
  const today = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const nameOf = (id: string) => people.get(personKey(staff(id)))?.name ?? 'Somebody';
  const known = people.get(personKey(person));
  const isOpen = statement.state === 'open';
  return {
    statementId,
    standing: statementStanding(statement, today),
    who: {
      person,
      name: known?.name ?? 'Somebody',
      title: known?.title ?? null,
      agency: known?.agency ?? null,
    },
    client: { clientId, name: clients.get(clientId)?.name ?? '' },
    programName: statement.programName,
    conference:
      heardIn === null
        ? null
        : { conferenceId: heardIn.conferenceId, number: heardIn.conferenceNumber },
    reviewId: heardIn?.reviewId ?? null,
    wasEmergency: statement.wasEmergency,
    thereInWords: thereInWords(statement, zone),
    heardOn: statement.heardOn.toString(),
    dueOn: dueOn.toString(),
    dueInWords: dateInWords(dueOn),
    lawsInWords: laws.map((law) => lawWords[law]),
    ownerName: ownerId === null ? null : nameOf(ownerId),
    hasDraftText: texts.some(({ law, approvedBy }) => laws.includes(law) && approvedBy === null),
    settled:
      settled === null
        ? null
        : {
            inWords: settledInWords(statement),
            byName: nameOf(settled.by),
            at: settled.at.toString(),
          },
    may: {
      give: isOpen && visit.abilities.has('record:write'),
      drop: isOpen && visit.abilities.has('incident:review') && mayDrop(statement, visit),
    },
  };
}

/** As the accounting says it: where no hour is known, none is made up. */
function thereInWords(
  { heardIn, heardFrom, heardUntil, heardOn, timeZone, wasEmergency, hasNoHour }: StoredStatement,
  agencyZone: string,
): string {
  if (hasNoHour) return dateInWords(heardOn);
  const isContact = heardIn === null && !wasEmergency;
  const from = heardFrom.toZonedDateTimeISO(isContact ? agencyZone : timeZone);
  return heardIn === null
    ? momentInWords(from)
    : spanInWords(from, heardUntil.toZonedDateTimeISO(timeZone));
}

function settledInWords({ given, notNeededWhy }: StoredStatement): string {
  if (given)
    return `${wayToGiveWords[given.way]} on ${dateInWords(given.on)}: ${given.texts.map(textKeyInWords).join('; ')}.`;
  const why = reasonsNotNeeded.find((each) => each === notNeededWhy);
  return why === undefined ? '' : `${notNeededWords[why]}.`;
}

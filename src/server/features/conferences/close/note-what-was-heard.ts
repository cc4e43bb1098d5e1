import { classInSentence } from '#domain/conference/conference-words.ts';
import type { ClosedConference } from '#domain/conference/conference.ts';
import { whatWasHeard, type Heard } from '#domain/conference/what-was-heard.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { statementFor } from '#domain/consent/owed-statement.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { KnownPerson } from '#server/stores/conferences/attendees.ts';
import type { ReviewClient } from '#server/stores/conferences/client-reviews.ts';
import type { StoredConference } from '#server/stores/conferences/conferences.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { recordOralDisclosures } from '#server/stores/disclosures/disclosures.ts';
import { openIncidents } from '#server/stores/disclosures/privacy-incidents.ts';
import { oweStatements } from '#server/stores/disclosures/owed-statements.ts';
import type { WordOf } from '#server/features/conferences/client-words.ts';
import { named } from '#server/features/conferences/show-review.ts';

/**
 * A conference is an oral disclosure to everybody from outside: each is written down, with an incident where consent was
 * missing and the written statement that it is to be followed by (EP-08).
 */
export async function noteWhatWasHeard(
  visit: Visit,
  stored: StoredConference,
  closed: ClosedConference,
) {
  const clientIds = closed.reviews.map(({ clientId }) => clientId);
  const heard = whatWasHeard(closed, await consentsOf(visit.tx, clientIds));
  const incidents = await openIncidents(
    visit,
    heard.filter(({ uncovered }) => uncovered.length > 0),
  );
  const statements = await oweStatements(visit, statementsOwed(stored, heard));
  await recordOralDisclosures(visit, heard, { incidents, statements });
  visit.touch(...incidents.values(), ...statements.values());
}

const statementsOwed = ({ zoneOf, timeZone }: StoredConference, heard: readonly Heard[]) =>
  heard.flatMap((each) => {
    const zone = zoneOf.get(each.reviewId) ?? timeZone;
    const heardOn = each.presentFrom.toZonedDateTimeISO(zone).toPlainDate();
    const statement = statementFor([...(each.grant?.classes ?? []), ...each.uncovered], heardOn);
    return statement === null ? [] : [{ heard: each, statement }];
  });

type Around = {
  consents: readonly Consent[];
  clients: ReadonlyMap<string, ReviewClient>;
  known: ReadonlyMap<string, KnownPerson>;
  wordOf: WordOf;
};

/** What closing would open, for those who may know it: a class of the case is itself restricted information. */
export function incidentsIn(
  closed: ClosedConference,
  { consents, clients, known, wordOf }: Around,
) {
  return whatWasHeard(closed, consents)
    .filter(({ uncovered }) => uncovered.length > 0)
    .flatMap(({ person, reviewId, clientId, uncovered, mayNotKnowOfClient }) => {
      const client = clients.get(clientId);
      const seesAll = client?.readsWholeCase ?? false;
      if (!seesAll && !mayNotKnowOfClient) return [];
      const word = wordOf(reviewId);
      const inWords = mayNotKnowOfClient
        ? `Was there although the ${word} had not agreed. Correct who was there if that is wrong.`
        : `Was there when ${uncovered.map((each) => classInSentence[each]).join(' and ')} was written down, which the ${word} has not agreed to. Correct the times or the class of a line if that is wrong.`;
      return [{ ...named(person, known), reviewId, clientName: client?.name ?? '', inWords }];
    });
}

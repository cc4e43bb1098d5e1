import type { listEmergencyDisclosures as contract } from '#contract/emergency-disclosures.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { channelWords } from '#domain/consent/accounting.ts';
import { classInSentence } from '#domain/conference/conference-words.ts';
import { emergencyGroundWords } from '#domain/consent/emergency-disclosure.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { momentInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { ourClientWord } from '#server/stores/clock/obligations-programs.ts';
import { toldInEmergency } from '#server/stores/disclosures/emergency-disclosures.ts';

const pageSize = 20;
const staff = (id: string): PersonRef => ({ kind: 'staff', id });

export async function listEmergencyDisclosures(
  { after }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const found = await toldInEmergency(visit, { after: after ?? null, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const on = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const people = await peopleAsOf(
    visit,
    page.flatMap(({ person, recordedBy }) => [person, staff(recordedBy)]),
    { on, knownAt: visit.at },
  );
  const clients = await reviewClients(
    visit,
    page.map(({ clientId }) => clientId),
  );
  visit.touch(...page.flatMap(({ emergencyId, clientId }) => [emergencyId, clientId]));
  const inWords = (at: Temporal.Instant) => momentInWords(at.toZonedDateTimeISO(timeZone));
  const groundWords = emergencyGroundWords(await ourClientWord(visit));
  const last = page.at(-1);
  return {
    disclosures: page.map((each) => {
      const known = people.get(personKey(each.person));
      return {
        emergencyId: each.emergencyId,
        client: { clientId: each.clientId, name: clients.get(each.clientId)?.name ?? '' },
        who: {
          person: each.person,
          name: known?.name ?? 'Somebody',
          title: known?.title ?? null,
          agency: known?.agency ?? null,
        },
        whatInWords: capitalized(each.classes.map((one) => classInSentence[one]).join(', ')),
        reasonInWords: groundWords[each.reason],
        toldInWords: `${channelWords[each.channel] ?? 'Told'}, ${inWords(each.toldAt)}`,
        words: each.words,
        byName: people.get(personKey(staff(each.recordedBy)))?.name ?? 'Somebody',
        recordedInWords: inWords(each.recordedAt),
      };
    }),
    next:
      found.length > pageSize && last ? `${last.recordedAt.toString()}_${last.emergencyId}` : null,
  };
}

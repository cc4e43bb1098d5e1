import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { listOpenings as contract, Opening } from '#contract/openings.ts';
import { emergencyOutcomeWords } from '#domain/access/emergency.ts';
import { openingOutcomeWords, weekOf } from '#domain/access/openings.ts';
import { momentInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { clientNamesOf } from '#server/stores/clients/clients.ts';
import type { FoundOpening } from '#server/stores/audit/openings.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { openingsIn } from './openings-in.ts';

const outcomeWords: Readonly<Record<string, string>> = {
  ...emergencyOutcomeWords,
  ...openingOutcomeWords,
};

export async function listOpenings(
  { week }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const thisWeek = weekOf(visit.at.toZonedDateTimeISO(timeZone).toPlainDate());
  const asked = week === undefined ? thisWeek : weekOf(Temporal.PlainDate.from(week));
  const isPast = Temporal.PlainDate.compare(asked, thisWeek) < 0;
  const starts = isPast ? asked : thisWeek;
  const found = await openingsIn(visit, starts);
  const [{ allOf, reviewedOf } = { allOf: 0, reviewedOf: 0 }] = found;
  return {
    startsOn: starts.toString(),
    endsOn: starts.add({ days: 6 }).toString(),
    nextOn: isPast ? starts.add({ days: 7 }).toString() : null,
    beforeOn: starts.subtract({ days: 7 }).toString(),
    openings: await inWords(visit, found, timeZone),
    count: { all: allOf, reviewed: reviewedOf },
    isMore: allOf > found.length,
  };
}

async function inWords(
  visit: Visit,
  found: readonly FoundOpening[],
  timeZone: string,
): Promise<Opening[]> {
  const clientIds = found.map(({ clientId }) => clientId);
  visit.touch(...clientIds);
  const clients = await clientNamesOf(visit.tx, visit.agencyId, clientIds);
  const staff = await staffNames(
    visit.tx,
    visit.agencyId,
    found.flatMap(({ staffId, reviewedBy }) => [staffId, reviewedBy]),
  );
  const nameOf = (staffId: string) => staff.get(staffId) ?? 'Somebody';
  const momentOf = (at: Temporal.Instant) => momentInWords(at.toZonedDateTimeISO(timeZone));
  return found.flatMap((each) => {
    const { kind, staffId, clientId, times, outcome, reviewedBy, reviewedAt } = each;
    const name = clients.get(clientId);
    if (name === undefined) return [];
    const isReviewed = outcome !== null && reviewedBy !== null && reviewedAt !== null;
    return {
      kind,
      staffId,
      byName: nameOf(staffId),
      client: { clientId, name },
      times,
      firstInWords: momentOf(each.firstAt),
      lastInWords: momentOf(each.lastAt),
      review: isReviewed
        ? {
            inWords: outcomeWords[outcome] ?? '',
            byName: nameOf(reviewedBy),
            atInWords: momentOf(reviewedAt),
          }
        : null,
      may: { review: kind !== 'emergency' && !isReviewed },
    };
  });
}

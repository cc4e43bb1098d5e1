import type { listTakenOut as contract } from '#contract/audit.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { fileTakenWords, takingReasonWords } from '#domain/access/taking-out.ts';
import { personKey } from '#domain/people.ts';
import { momentInWords } from '#domain/words.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { takenOut } from '#server/stores/disclosures/taken-out.ts';

const pageSize = 20;

export async function listTakenOut(
  { after }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const found = await takenOut(visit, { after: after ?? null, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  const { timeZone } = await findAgency(visit.tx, visit.agencyId);
  const takers = page.map(({ staffId }) => ({ kind: 'staff' as const, id: staffId }));
  const on = visit.at.toZonedDateTimeISO(timeZone).toPlainDate();
  const people = await peopleAsOf(visit, takers, { on, knownAt: visit.at });
  const last = page.at(-1);
  return {
    files: page.map(({ exportId, at, staffId, what, reason }) => {
      const known = people.get(personKey({ kind: 'staff', id: staffId }));
      return {
        exportId,
        mark: exportId.slice(-8),
        atInWords: momentInWords(at.toZonedDateTimeISO(timeZone)),
        who: { name: known?.name ?? '', title: known?.title ?? '' },
        what: fileTakenWords[what],
        reason: reason === null ? null : takingReasonWords[reason],
      };
    }),
    next: found.length > pageSize && last ? `${last.at.toString()}_${last.exportId}` : null,
  };
}
